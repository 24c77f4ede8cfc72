// Draws ZPL as a Zebra would: a JSON list of [ZPL, width in mm, height in mm, dots per mm] in; out comes, for each, the
// list of its labels as PNG in base64.
const { readFileSync } = require("node:fs");
const { ready } = require("zpl-renderer-js");

ready.then(async ({ api }) => {
  const drawn = [];
  for (const job of JSON.parse(readFileSync(0, "utf8"))) drawn.push(await api.zplToBase64MultipleAsync(...job));
  process.stdout.write(JSON.stringify(drawn));
});
