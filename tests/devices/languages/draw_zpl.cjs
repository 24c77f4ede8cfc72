// Draws labels as a Zebra would: a JSON list of [ZPL, width in mm, height in mm, dots per mm] in, one of PNGs in base64 out.
const { ready } = require("zpl-renderer-js");
const { readFileSync } = require("node:fs");

ready.then(async ({ api }) => {
  const pictures = [];
  for (const job of JSON.parse(readFileSync(0, "utf8"))) pictures.push(await api.zplToBase64Async(...job));
  process.stdout.write(JSON.stringify(pictures), () => process.exit());
});
