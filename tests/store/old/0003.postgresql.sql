SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.journal_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal is only ever added to'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.clerk (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    name character varying NOT NULL,
    name_key character varying NOT NULL COLLATE pg_catalog."C",
    role character varying NOT NULL,
    active boolean NOT NULL,
    pin_hash text,
    badge_hash character varying,
    wrong_tries integer NOT NULL,
    wait_until timestamp with time zone
);
CREATE TABLE public.cold_spell (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    parcel_id character varying(12) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    why character varying NOT NULL,
    counter character varying NOT NULL,
    clerk character varying NOT NULL
);
CREATE TABLE public.contact (
    hub_id character varying(32) NOT NULL,
    value character varying NOT NULL,
    person_id character varying(32) NOT NULL
);
CREATE TABLE public.handover (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    pickup_id character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    counter character varying NOT NULL,
    clerk character varying NOT NULL,
    majority_seen boolean NOT NULL,
    identity_seen character varying NOT NULL,
    proxy character varying,
    signature text,
    on_paper boolean NOT NULL
);
CREATE TABLE public.hub (
    id character varying(32) NOT NULL,
    name character varying NOT NULL
);
CREATE TABLE public.hub_setting (
    hub_id character varying(32) NOT NULL,
    key character varying NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.journal (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    counter character varying NOT NULL,
    clerk character varying NOT NULL,
    action character varying NOT NULL,
    verdict character varying NOT NULL,
    parcel_id character varying(12),
    pickup_id character varying(32),
    detail text NOT NULL,
    nonce character varying NOT NULL,
    line integer NOT NULL,
    seq integer NOT NULL,
    digest character varying(64) NOT NULL
);
CREATE TABLE public.journal_head (
    hub_id character varying(32) NOT NULL,
    counter character varying NOT NULL,
    seq integer NOT NULL
);
CREATE TABLE public.message (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    once character varying NOT NULL,
    kind character varying NOT NULL,
    channel character varying NOT NULL,
    person_id character varying(32),
    shop_id character varying(32),
    pickup_id character varying(32),
    parcel_ids text NOT NULL,
    day character varying NOT NULL,
    address character varying,
    state character varying NOT NULL,
    attempts integer NOT NULL,
    trouble text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone,
    claimed_by character varying,
    claimed_until timestamp with time zone,
    sent_at timestamp with time zone
);
CREATE TABLE public.message_text (
    hub_id character varying(32) NOT NULL,
    kind character varying NOT NULL,
    language character varying NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    sms text NOT NULL
);
CREATE TABLE public.name_slip (
    slip character varying NOT NULL COLLATE pg_catalog."C",
    word character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.name_word (
    word character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.parcel (
    id character varying(12) NOT NULL,
    hub_id character varying(32) NOT NULL,
    order_id character varying(32) NOT NULL,
    pickup_id character varying(32) NOT NULL,
    shop_id character varying(32) NOT NULL,
    shelf_id character varying(32),
    piece integer NOT NULL,
    pieces integer NOT NULL,
    zone character varying NOT NULL,
    age_check boolean NOT NULL,
    unannounced boolean NOT NULL,
    state character varying NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    ready_at timestamp with time zone,
    collected_at timestamp with time zone,
    keep_until timestamp with time zone,
    moved_at timestamp with time zone NOT NULL,
    shop_key character varying NOT NULL COLLATE pg_catalog."C",
    order_key character varying NOT NULL COLLATE pg_catalog."C",
    customer_key character varying NOT NULL COLLATE pg_catalog."C",
    shelf_key character varying NOT NULL COLLATE pg_catalog."C",
    label_job_id character varying(32),
    slot_at timestamp with time zone,
    handover_id character varying(32),
    return_reason character varying,
    warm_since timestamp with time zone,
    warm_seconds integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.payment (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    order_id character varying(32) NOT NULL,
    shop_id character varying(32) NOT NULL,
    handover_id character varying(32),
    amount_cents integer NOT NULL,
    method character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    counter character varying NOT NULL,
    clerk character varying NOT NULL
);
CREATE TABLE public.person (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    name character varying NOT NULL,
    language character varying,
    forgotten_at timestamp with time zone
);
CREATE TABLE public.person_key (
    person_id character varying(32) NOT NULL,
    key character varying NOT NULL COLLATE pg_catalog."C",
    hub_id character varying(32) NOT NULL,
    is_open boolean NOT NULL
);
CREATE TABLE public.pickup (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    code character varying NOT NULL,
    person_id character varying(32) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    proxy character varying
);
CREATE TABLE public.print_job (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    counter character varying NOT NULL,
    clerk character varying NOT NULL,
    kind character varying NOT NULL,
    subjects text NOT NULL,
    printed integer NOT NULL,
    state character varying NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    destination character varying NOT NULL,
    made_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone,
    done_at timestamp with time zone
);
CREATE TABLE public.remark (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    parcel_id character varying(12) NOT NULL,
    nonce character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying NOT NULL,
    text text NOT NULL,
    picture bytea
);
CREATE TABLE public.shelf (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    code character varying NOT NULL,
    code_key character varying NOT NULL COLLATE pg_catalog."C",
    tag character varying NOT NULL,
    zone character varying NOT NULL,
    capacity integer,
    for_returns boolean DEFAULT false NOT NULL
);
CREATE TABLE public.shop (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    name character varying NOT NULL,
    name_key character varying NOT NULL COLLATE pg_catalog."C",
    trade character varying NOT NULL,
    colour character varying NOT NULL,
    email character varying,
    phone character varying,
    active boolean NOT NULL,
    pickup_methods text NOT NULL,
    hold_days integer,
    hold_chilled_hours integer,
    hold_frozen_days integer,
    hold_hot_hours integer,
    prepaid boolean DEFAULT false NOT NULL,
    identity_check boolean DEFAULT false NOT NULL,
    language character varying DEFAULT 'fr'::character varying NOT NULL,
    told character varying DEFAULT 'each'::character varying NOT NULL
);
CREATE TABLE public.shop_order (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    shop_id character varying(32) NOT NULL,
    person_id character varying(32) NOT NULL,
    match_key character varying NOT NULL,
    reference character varying NOT NULL,
    reference_key character varying NOT NULL COLLATE pg_catalog."C",
    customer character varying NOT NULL,
    email character varying,
    phone character varying,
    items text NOT NULL,
    item_count integer,
    amount_due_cents integer,
    note text NOT NULL,
    slot character varying NOT NULL,
    created_at timestamp with time zone,
    announced_at timestamp with time zone NOT NULL,
    paid_cents integer DEFAULT 0 NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0003');
INSERT INTO public.clerk VALUES ('01a220b4102b745eb79e2edc3749621d', '01a220b3fc9f75cc90d065cdcc95eb72', 'Sacha', 'sacha', 'manager', true, '$argon2id$v=19$m=19456,t=2,p=1$uupopSUY/b0U+1BwoaxVHg$V8pljqca87rdTvv21nOdkGHpdDj9gqPxvlXpDrHy6ww', NULL, 0, NULL);
INSERT INTO public.cold_spell VALUES ('01a220b4084573ab99e7abbd10f040f2', '01a220b3fc9f75cc90d065cdcc95eb72', 'DCTPLCSPXBNJ', '2026-11-23 11:00:05+00', '2026-11-23 11:00:08+00', 'intake', 'Poste 1', 'Camille');
INSERT INTO public.contact VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'eloise@exemple.fr', '01a220b3ff20761f97c181849aa649e4');
INSERT INTO public.contact VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'paul@exemple.fr', '01a220b402a47c82b9d068e081b582ef');
INSERT INTO public.contact VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'anne@exemple.fr', '01a220b4064c7fa8937ab303663fafe3');
INSERT INTO public.handover VALUES ('01a220b40bf778e2913ce17cd23eb629', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b406c87d48aba71dc4a5cc1fe4', '2026-11-23 11:00:08+00', 'Poste 2', 'Sacha', false, 'card', 'Luc Petit', 'M0 0 L10 10', false);
INSERT INTO public.hub VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'Maison');
INSERT INTO public.journal VALUES ('01a220b4004878478205feef8ee94fd8', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'LPGXLLNSTLVN', '01a220b3ffc7759398f6d83dc38c877c', '', 'fb16ec399a3b40f93724a240459a661e', 0, 1, '13cc02d3b494ca891e4cd38c860e282aef0a896f9b81a2b50c0dfeaa1e64be9f');
INSERT INTO public.journal VALUES ('01a220b400487fc8b0e3620eb651384d', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'CSNKCCDXPLCS', '01a220b3ffc7759398f6d83dc38c877c', '', 'fb16ec399a3b40f93724a240459a661e', 1, 2, '88a5c4dbe9e9b922172aaba1fdca30353daf600a14d461bba913c6cd1dd04cf2');
INSERT INTO public.journal VALUES ('01a220b4035a7d19a241a3ae6aa30733', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:02+00', 'Poste 1', 'Camille', 'announce', 'announced', 'FFDLSTRNFKHV', '01a220b403107f0789edd822d1bbe238', '', 'c9bcbc0ca1ad47df67f1f9bd7f3e6ccf', 0, 3, '035199cca2ac212d2f5aa70be79caa284302594a91e958a9654f655e953b74f1');
INSERT INTO public.journal VALUES ('01a220b404e8707aa750f2a349d6eeb4', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:03+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'FFDLSTRNFKHV', '01a220b403107f0789edd822d1bbe238', 'A-1', '41ed03627ca5000665ad8cbcc522e230', 0, 4, 'ca2edb1550f701937bba35a199d452c877b4566098d0ff00aff7361d662c69f6');
INSERT INTO public.journal VALUES ('01a220b407087c29861a0f5d83b48693', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:04+00', 'Poste 1', 'Camille', 'announce', 'announced', 'DCTPLCSPXBNJ', '01a220b406c87d48aba71dc4a5cc1fe4', '', 'acbb52d579760d1a997372af9ce6737b', 0, 5, '94921480b2ae9ce64677a67d3658877d1274e96181edab6b752b9ea5734585f9');
INSERT INTO public.journal VALUES ('01a220b408717876ae13eefde0bc6a26', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:05+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'DCTPLCSPXBNJ', '01a220b406c87d48aba71dc4a5cc1fe4', 'C-1', '26d6f48e6942bcf30193915e86a11808', 0, 6, 'e45843452c2cce0150a8d2e3263036c97c5667177c924578225a69e4d056f617');
INSERT INTO public.journal VALUES ('01a220b40a347500846d650f6e06b588', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:06+00', 'Poste 1', 'Camille', 'take_out', 'taken_out', 'DCTPLCSPXBNJ', '01a220b406c87d48aba71dc4a5cc1fe4', '', '2fae63472b89afa6b3f8fd7efc8fc39e', 0, 7, 'cce3bf9f250f6aa9b3ec0b8c12feab835754fcc791b80cc7292e65c63b27c54e');
INSERT INTO public.journal VALUES ('01a220b40af97c32bbf363fd532e47f1', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:07+00', 'Poste 2', 'Sacha', 'tell_proxy', 'proxy_told', NULL, '01a220b406c87d48aba71dc4a5cc1fe4', '', '50bbccda239a7519efb9a4111893cdcd', 0, 1, '083dc9191c7977658960e103b4c71ab22f2a6283b26318b35309a5ff378c58d7');
INSERT INTO public.journal VALUES ('01a220b40c7c77a4bae54b5fb15dbb29', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:08+00', 'Poste 2', 'Sacha', 'hand_over', 'collected', 'DCTPLCSPXBNJ', '01a220b406c87d48aba71dc4a5cc1fe4', 'scanned identity proxy signature paid', 'a925eb25067ce20a1a4cc8ab01de41ee', 0, 2, '02f6c036c3bcaf6493866899cbe1aa374b1b49b8009d4cab71d6d6725dc82a79');
INSERT INTO public.journal VALUES ('01a220b4108c771f96217b77f2be0c8d', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:09+00', 'Poste 1', 'Camille', 'save_clerk', 'saved', NULL, NULL, '01a220b4102b745eb79e2edc3749621d', 'f59bf1123a27578087b5bb2894d021bd', 0, 8, 'c4002b134ad575a98c684b5670a7a6c2556f47e22f7435e6c30238631c087ee7');
INSERT INTO public.journal VALUES ('01a220b410e07df9ba3456470118f62d', '01a220b3fc9f75cc90d065cdcc95eb72', '2026-11-23 11:00:10+00', 'Poste 1', 'Camille', 'look', 'unknown_code', NULL, NULL, '', '2c47e201d1eb413c6431d440a7a78f47', 0, 9, '7bb25cc54b0f40536fe73e088aa4143e98b92d2df7546884dd72041db0062be1');
INSERT INTO public.journal_head VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'Poste 2', 2);
INSERT INTO public.journal_head VALUES ('01a220b3fc9f75cc90d065cdcc95eb72', 'Poste 1', 9);
INSERT INTO public.message VALUES ('01a220b4051e71389711f0c75e833717', '01a220b3fc9f75cc90d065cdcc95eb72', 'ready:01a220b403107f0789edd822d1bbe238', 'ready', 'email', '01a220b402a47c82b9d068e081b582ef', NULL, '01a220b403107f0789edd822d1bbe238', 'FFDLSTRNFKHV', '', NULL, 'waiting', 0, '', '2026-11-23 11:00:03+00', '2026-11-23 11:03:03+00', NULL, NULL, NULL);
INSERT INTO public.message VALUES ('01a220b408a6708a961ed835d9dd0211', '01a220b3fc9f75cc90d065cdcc95eb72', 'ready:01a220b406c87d48aba71dc4a5cc1fe4', 'ready', 'email', '01a220b4064c7fa8937ab303663fafe3', NULL, '01a220b406c87d48aba71dc4a5cc1fe4', 'DCTPLCSPXBNJ', '', NULL, 'waiting', 0, '', '2026-11-23 11:00:05+00', '2026-11-23 11:03:05+00', NULL, NULL, NULL);
INSERT INTO public.message VALUES ('01a220b40cbd71f98ebbf735f3409409', '01a220b3fc9f75cc90d065cdcc95eb72', 'collected:a925eb25067ce20a1a4cc8ab01de41ee', 'collected', 'email', '01a220b4064c7fa8937ab303663fafe3', NULL, '01a220b406c87d48aba71dc4a5cc1fe4', 'DCTPLCSPXBNJ', '', NULL, 'waiting', 0, '', '2026-11-23 11:00:08+00', '2026-11-23 11:03:08+00', NULL, NULL, NULL);
INSERT INTO public.name_slip VALUES ('efevre', 'lefevre');
INSERT INTO public.name_slip VALUES ('elise', 'eloise');
INSERT INTO public.name_slip VALUES ('eloie', 'eloise');
INSERT INTO public.name_slip VALUES ('elois', 'eloise');
INSERT INTO public.name_slip VALUES ('eloise', 'eloise');
INSERT INTO public.name_slip VALUES ('elose', 'eloise');
INSERT INTO public.name_slip VALUES ('eoise', 'eloise');
INSERT INTO public.name_slip VALUES ('leevre', 'lefevre');
INSERT INTO public.name_slip VALUES ('lefere', 'lefevre');
INSERT INTO public.name_slip VALUES ('lefeve', 'lefevre');
INSERT INTO public.name_slip VALUES ('lefevr', 'lefevre');
INSERT INTO public.name_slip VALUES ('lefevre', 'lefevre');
INSERT INTO public.name_slip VALUES ('lefvre', 'lefevre');
INSERT INTO public.name_slip VALUES ('lfevre', 'lefevre');
INSERT INTO public.name_slip VALUES ('loise', 'eloise');
INSERT INTO public.name_slip VALUES ('arnier', 'garnier');
INSERT INTO public.name_slip VALUES ('aul', 'paul');
INSERT INTO public.name_slip VALUES ('ganier', 'garnier');
INSERT INTO public.name_slip VALUES ('garier', 'garnier');
INSERT INTO public.name_slip VALUES ('garner', 'garnier');
INSERT INTO public.name_slip VALUES ('garnie', 'garnier');
INSERT INTO public.name_slip VALUES ('garnier', 'garnier');
INSERT INTO public.name_slip VALUES ('garnir', 'garnier');
INSERT INTO public.name_slip VALUES ('grnier', 'garnier');
INSERT INTO public.name_slip VALUES ('pal', 'paul');
INSERT INTO public.name_slip VALUES ('pau', 'paul');
INSERT INTO public.name_slip VALUES ('paul', 'paul');
INSERT INTO public.name_slip VALUES ('pul', 'paul');
INSERT INTO public.name_slip VALUES ('ane', 'anne');
INSERT INTO public.name_slip VALUES ('ann', 'anne');
INSERT INTO public.name_slip VALUES ('anne', 'anne');
INSERT INTO public.name_slip VALUES ('etit', 'petit');
INSERT INTO public.name_slip VALUES ('nne', 'anne');
INSERT INTO public.name_slip VALUES ('peit', 'petit');
INSERT INTO public.name_slip VALUES ('peti', 'petit');
INSERT INTO public.name_slip VALUES ('petit', 'petit');
INSERT INTO public.name_slip VALUES ('pett', 'petit');
INSERT INTO public.name_slip VALUES ('ptit', 'petit');
INSERT INTO public.name_word VALUES ('eloise');
INSERT INTO public.name_word VALUES ('lefevre');
INSERT INTO public.name_word VALUES ('garnier');
INSERT INTO public.name_word VALUES ('paul');
INSERT INTO public.name_word VALUES ('anne');
INSERT INTO public.name_word VALUES ('petit');
INSERT INTO public.parcel VALUES ('LPGXLLNSTLVN', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b4000075288620dff10b310599', '01a220b3ffc7759398f6d83dc38c877c', '01a220b3fcf179aab2c453290dfe7d7c', NULL, 1, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '', NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO public.parcel VALUES ('CSNKCCDXPLCS', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b4000075288620dff10b310599', '01a220b3ffc7759398f6d83dc38c877c', '01a220b3fcf179aab2c453290dfe7d7c', NULL, 2, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '', NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO public.parcel VALUES ('FFDLSTRNFKHV', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b4032c7314a54fdc04f2f1877f', '01a220b403107f0789edd822d1bbe238', '01a220b3fcf179aab2c453290dfe7d7c', '01a220b40160781f8dc0bc16ef960bad', 1, 1, 'ambient', false, false, 'ready', '2026-11-23 11:00:02+00', '2026-11-23 11:00:03+00', '2026-11-23 11:00:03+00', NULL, '2026-12-01 18:00:00+00', '2026-11-23 11:00:03+00', 'la belle plume', '00009001', 'paul garnier', 'a00000001', NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO public.parcel VALUES ('DCTPLCSPXBNJ', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b406ea7bdab91a17a84655426e', '01a220b406c87d48aba71dc4a5cc1fe4', '01a220b3fda27d5cb0bdd0a62331f53d', '01a220b401d87816801ffafc5913be45', 1, 1, 'chilled', false, false, 'collected', '2026-11-23 11:00:04+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:08+00', '2026-11-24 11:00:05+00', '2026-11-23 11:00:08+00', 'fromagerie du marche', '00009002', 'anne petit', 'c00000001', '01a220b409197a8790e3e466276c413c', NULL, '01a220b40bf778e2913ce17cd23eb629', NULL, NULL, 3);
INSERT INTO public.payment VALUES ('01a220b40c04706b9015293e7ef1c818', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b406ea7bdab91a17a84655426e', '01a220b3fda27d5cb0bdd0a62331f53d', '01a220b40bf778e2913ce17cd23eb629', 1250, 'card', '2026-11-23 11:00:08+00', 'Poste 2', 'Sacha');
INSERT INTO public.person VALUES ('01a220b3ff20761f97c181849aa649e4', '01a220b3fc9f75cc90d065cdcc95eb72', 'Éloïse Lefèvre', NULL, NULL);
INSERT INTO public.person VALUES ('01a220b402a47c82b9d068e081b582ef', '01a220b3fc9f75cc90d065cdcc95eb72', 'Paul Garnier', NULL, NULL);
INSERT INTO public.person VALUES ('01a220b4064c7fa8937ab303663fafe3', '01a220b3fc9f75cc90d065cdcc95eb72', 'Anne Petit', NULL, NULL);
INSERT INTO public.person_key VALUES ('01a220b3ff20761f97c181849aa649e4', 'eloise lefevre', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b3ff20761f97c181849aa649e4', 'eloise@exemple.fr', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b3ff20761f97c181849aa649e4', 'lefevre eloise', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b402a47c82b9d068e081b582ef', 'garnier paul', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b402a47c82b9d068e081b582ef', 'paul garnier', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b402a47c82b9d068e081b582ef', 'paul@exemple.fr', '01a220b3fc9f75cc90d065cdcc95eb72', true);
INSERT INTO public.person_key VALUES ('01a220b4064c7fa8937ab303663fafe3', 'anne petit', '01a220b3fc9f75cc90d065cdcc95eb72', false);
INSERT INTO public.person_key VALUES ('01a220b4064c7fa8937ab303663fafe3', 'anne@exemple.fr', '01a220b3fc9f75cc90d065cdcc95eb72', false);
INSERT INTO public.person_key VALUES ('01a220b4064c7fa8937ab303663fafe3', 'petit anne', '01a220b3fc9f75cc90d065cdcc95eb72', false);
INSERT INTO public.pickup VALUES ('01a220b3ffc7759398f6d83dc38c877c', '01a220b3fc9f75cc90d065cdcc95eb72', 'CPFTLFLTC', '01a220b3ff20761f97c181849aa649e4', '2026-11-23 11:00:01+00', NULL, NULL);
INSERT INTO public.pickup VALUES ('01a220b403107f0789edd822d1bbe238', '01a220b3fc9f75cc90d065cdcc95eb72', 'DRRDDLSPB', '01a220b402a47c82b9d068e081b582ef', '2026-11-23 11:00:02+00', NULL, NULL);
INSERT INTO public.pickup VALUES ('01a220b406c87d48aba71dc4a5cc1fe4', '01a220b3fc9f75cc90d065cdcc95eb72', 'GFSPGSSLH', '01a220b4064c7fa8937ab303663fafe3', '2026-11-23 11:00:04+00', '2026-11-23 11:00:08+00', 'Luc Petit');
INSERT INTO public.print_job VALUES ('01a220b409197a8790e3e466276c413c', '01a220b3fc9f75cc90d065cdcc95eb72', 'Poste 1', 'Camille', 'parcel_label', '["DCTPLCSPXBNJ"]', 0, 'waiting', 0, '', '', '2026-11-23 11:00:05+00', NULL, NULL);
INSERT INTO public.shelf VALUES ('01a220b40160781f8dc0bc16ef960bad', '01a220b3fc9f75cc90d065cdcc95eb72', 'A-1', 'a00000001', 'RBLRHLB', 'ambient', NULL, false);
INSERT INTO public.shelf VALUES ('01a220b401d87816801ffafc5913be45', '01a220b3fc9f75cc90d065cdcc95eb72', 'C-1', 'c00000001', 'KKDGTPL', 'chilled', NULL, false);
INSERT INTO public.shop VALUES ('01a220b3fcf179aab2c453290dfe7d7c', '01a220b3fc9f75cc90d065cdcc95eb72', 'La Belle Plume', 'la belle plume', '', '#5b6770', NULL, NULL, true, '[]', NULL, NULL, NULL, NULL, false, false, 'fr', 'each');
INSERT INTO public.shop VALUES ('01a220b3fd5a7ad9aeec5b2ca41bf52e', '01a220b3fc9f75cc90d065cdcc95eb72', 'Maison Iris', 'maison iris', '', '#5b6770', NULL, NULL, true, '[]', NULL, NULL, NULL, NULL, false, false, 'fr', 'each');
INSERT INTO public.shop VALUES ('01a220b3fda27d5cb0bdd0a62331f53d', '01a220b3fc9f75cc90d065cdcc95eb72', 'Fromagerie du Marché', 'fromagerie du marche', '', '#5b6770', NULL, NULL, true, '[]', NULL, NULL, NULL, NULL, false, false, 'fr', 'each');
INSERT INTO public.shop_order VALUES ('01a220b4000075288620dff10b310599', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b3fcf179aab2c453290dfe7d7c', '01a220b3ff20761f97c181849aa649e4', 'ref:4127', '4127', '4127', 'Éloïse Lefèvre', 'eloise@exemple.fr', NULL, '', NULL, 0, '', '', NULL, '2026-11-23 11:00:01+00', 0);
INSERT INTO public.shop_order VALUES ('01a220b4032c7314a54fdc04f2f1877f', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b3fcf179aab2c453290dfe7d7c', '01a220b402a47c82b9d068e081b582ef', 'ref:9001', '9001', '9001', 'Paul Garnier', 'paul@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:02+00', 0);
INSERT INTO public.shop_order VALUES ('01a220b406ea7bdab91a17a84655426e', '01a220b3fc9f75cc90d065cdcc95eb72', '01a220b3fda27d5cb0bdd0a62331f53d', '01a220b4064c7fa8937ab303663fafe3', 'ref:9002', '9002', '9002', 'Anne Petit', 'anne@exemple.fr', NULL, '', NULL, 1250, '', '', NULL, '2026-11-23 11:00:04+00', 1250);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.clerk
    ADD CONSTRAINT pk_clerk PRIMARY KEY (id);
ALTER TABLE ONLY public.cold_spell
    ADD CONSTRAINT pk_cold_spell PRIMARY KEY (id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT pk_contact PRIMARY KEY (hub_id, value);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT pk_handover PRIMARY KEY (id);
ALTER TABLE ONLY public.hub
    ADD CONSTRAINT pk_hub PRIMARY KEY (id);
ALTER TABLE ONLY public.hub_setting
    ADD CONSTRAINT pk_hub_setting PRIMARY KEY (hub_id, key);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT pk_journal PRIMARY KEY (id);
ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT pk_journal_head PRIMARY KEY (hub_id, counter);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT pk_message PRIMARY KEY (id);
ALTER TABLE ONLY public.message_text
    ADD CONSTRAINT pk_message_text PRIMARY KEY (hub_id, kind, language);
ALTER TABLE ONLY public.name_slip
    ADD CONSTRAINT pk_name_slip PRIMARY KEY (slip, word);
ALTER TABLE ONLY public.name_word
    ADD CONSTRAINT pk_name_word PRIMARY KEY (word);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT pk_parcel PRIMARY KEY (id);
ALTER TABLE ONLY public.payment
    ADD CONSTRAINT pk_payment PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.person_key
    ADD CONSTRAINT pk_person_key PRIMARY KEY (person_id, key);
ALTER TABLE ONLY public.pickup
    ADD CONSTRAINT pk_pickup PRIMARY KEY (id);
ALTER TABLE ONLY public.print_job
    ADD CONSTRAINT pk_print_job PRIMARY KEY (id);
ALTER TABLE ONLY public.remark
    ADD CONSTRAINT pk_remark PRIMARY KEY (id);
ALTER TABLE ONLY public.shelf
    ADD CONSTRAINT pk_shelf PRIMARY KEY (id);
ALTER TABLE ONLY public.shop
    ADD CONSTRAINT pk_shop PRIMARY KEY (id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT pk_shop_order PRIMARY KEY (id);
ALTER TABLE ONLY public.clerk
    ADD CONSTRAINT uq_clerk_badge_hash UNIQUE (badge_hash);
ALTER TABLE ONLY public.clerk
    ADD CONSTRAINT uq_clerk_hub_id_name_key UNIQUE (hub_id, name_key);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT uq_journal_nonce_line UNIQUE (nonce, line);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT uq_message_hub_id_once UNIQUE (hub_id, once);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT uq_parcel_order_id_piece UNIQUE (order_id, piece);
ALTER TABLE ONLY public.pickup
    ADD CONSTRAINT uq_pickup_code UNIQUE (code);
ALTER TABLE ONLY public.shelf
    ADD CONSTRAINT uq_shelf_hub_id_code_key UNIQUE (hub_id, code_key);
ALTER TABLE ONLY public.shelf
    ADD CONSTRAINT uq_shelf_tag UNIQUE (tag);
ALTER TABLE ONLY public.shop
    ADD CONSTRAINT uq_shop_hub_id_name_key UNIQUE (hub_id, name_key);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT uq_shop_order_shop_id_match_key UNIQUE (shop_id, match_key);
CREATE INDEX ix_cold_spell_hub_id_began_at ON public.cold_spell USING btree (hub_id, began_at);
CREATE INDEX ix_cold_spell_parcel_id ON public.cold_spell USING btree (parcel_id);
CREATE INDEX ix_contact_person_id ON public.contact USING btree (person_id);
CREATE INDEX ix_handover_hub_id_at ON public.handover USING btree (hub_id, at);
CREATE INDEX ix_handover_pickup_id ON public.handover USING btree (pickup_id);
CREATE INDEX ix_journal_hub_id_at_id ON public.journal USING btree (hub_id, at, id);
CREATE INDEX ix_journal_parcel_id ON public.journal USING btree (parcel_id);
CREATE INDEX ix_journal_wrong_code ON public.journal USING btree (hub_id, counter, at) WHERE ((verdict)::text = ANY ((ARRAY['misread'::character varying, 'too_many_codes'::character varying, 'unknown_code'::character varying])::text[]));
CREATE INDEX ix_message_claimed ON public.message USING btree (hub_id, claimed_until) WHERE (claimed_until IS NOT NULL);
CREATE INDEX ix_message_due ON public.message USING btree (hub_id, next_try_at) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX ix_message_hub_id_made_at ON public.message USING btree (hub_id, made_at);
CREATE INDEX ix_message_person_id ON public.message USING btree (person_id);
CREATE INDEX ix_message_statement ON public.message USING btree (hub_id, day) WHERE ((kind)::text = 'statement'::text);
CREATE INDEX ix_message_to_see ON public.message USING btree (hub_id) WHERE ((state)::text = ANY ((ARRAY['failed'::character varying, 'perhaps'::character varying])::text[]));
CREATE INDEX ix_message_unsent ON public.message USING btree (hub_id, id) WHERE ((state)::text = ANY ((ARRAY['failed'::character varying, 'handing'::character varying, 'perhaps'::character varying, 'sending'::character varying, 'waiting'::character varying])::text[]));
CREATE INDEX ix_parcel_collected_hub_id ON public.parcel USING btree (hub_id, moved_at, id) WHERE ((state)::text = 'collected'::text);
CREATE INDEX ix_parcel_collected_shop_id ON public.parcel USING btree (shop_id, moved_at, id) WHERE ((state)::text = 'collected'::text);
CREATE INDEX ix_parcel_dropped_hub_id ON public.parcel USING btree (hub_id, moved_at, id) WHERE ((state)::text = ANY ((ARRAY['cancelled'::character varying, 'disposed'::character varying, 'returned'::character varying])::text[]));
CREATE INDEX ix_parcel_dropped_shop_id ON public.parcel USING btree (shop_id, moved_at, id) WHERE ((state)::text = ANY ((ARRAY['cancelled'::character varying, 'disposed'::character varying, 'returned'::character varying])::text[]));
CREATE INDEX ix_parcel_handover_id ON public.parcel USING btree (handover_id) WHERE (handover_id IS NOT NULL);
CREATE INDEX ix_parcel_in_house_shelf_id ON public.parcel USING btree (shelf_id) WHERE ((state)::text = ANY ((ARRAY['missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_marked ON public.parcel USING btree (hub_id, keep_until, id) WHERE ((return_reason IS NOT NULL) AND ((state)::text = ANY ((ARRAY['ready'::character varying, 'received'::character varying])::text[])));
CREATE INDEX ix_parcel_open_customer_key ON public.parcel USING btree (hub_id, customer_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_keep_until ON public.parcel USING btree (hub_id, keep_until, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_moved_at ON public.parcel USING btree (hub_id, moved_at, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_order_key ON public.parcel USING btree (hub_id, order_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_shelf_key ON public.parcel USING btree (hub_id, shelf_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_shop_key ON public.parcel USING btree (hub_id, shop_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_slot_at ON public.parcel USING btree (hub_id, slot_at, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_state ON public.parcel USING btree (hub_id, state, shop_id, zone, keep_until) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_pickup_id ON public.parcel USING btree (pickup_id);
CREATE INDEX ix_parcel_warm ON public.parcel USING btree (hub_id, warm_since) WHERE (warm_since IS NOT NULL);
CREATE INDEX ix_parcel_was_warm ON public.parcel USING btree (hub_id, warm_seconds) WHERE ((warm_seconds > 0) AND ((state)::text = ANY ((ARRAY['ready'::character varying, 'received'::character varying])::text[])));
CREATE INDEX ix_payment_hub_id_at ON public.payment USING btree (hub_id, at);
CREATE INDEX ix_payment_order_id ON public.payment USING btree (order_id);
CREATE INDEX ix_person_key_every_key ON public.person_key USING btree (hub_id, key, person_id);
CREATE INDEX ix_person_key_open_key ON public.person_key USING btree (hub_id, key, person_id, is_open) WHERE is_open;
CREATE INDEX ix_pickup_person_id ON public.pickup USING btree (person_id);
CREATE INDEX ix_print_job_open ON public.print_job USING btree (hub_id, counter, id) WHERE ((state)::text = ANY ((ARRAY['failed'::character varying, 'sending'::character varying, 'waiting'::character varying])::text[]));
CREATE INDEX ix_remark_nonce ON public.remark USING btree (nonce);
CREATE INDEX ix_remark_parcel_id ON public.remark USING btree (parcel_id);
CREATE INDEX ix_shop_order_hub_id_reference_key ON public.shop_order USING btree (hub_id, reference_key, id);
CREATE INDEX ix_shop_order_person_id ON public.shop_order USING btree (person_id);
CREATE UNIQUE INDEX uq_journal_hub_id_counter_seq ON public.journal USING btree (hub_id, counter, seq);
CREATE UNIQUE INDEX uq_pickup_open_person_id ON public.pickup USING btree (person_id) WHERE (closed_at IS NULL);
CREATE TRIGGER journal_guard BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION public.journal_guard();
ALTER TABLE ONLY public.clerk
    ADD CONSTRAINT fk_clerk_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.cold_spell
    ADD CONSTRAINT fk_cold_spell_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.cold_spell
    ADD CONSTRAINT fk_cold_spell_parcel_id FOREIGN KEY (parcel_id) REFERENCES public.parcel(id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_pickup_id FOREIGN KEY (pickup_id) REFERENCES public.pickup(id);
ALTER TABLE ONLY public.hub_setting
    ADD CONSTRAINT fk_hub_setting_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT fk_journal_head_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT fk_journal_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT fk_message_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT fk_message_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT fk_message_pickup_id FOREIGN KEY (pickup_id) REFERENCES public.pickup(id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT fk_message_shop_id FOREIGN KEY (shop_id) REFERENCES public.shop(id);
ALTER TABLE ONLY public.message_text
    ADD CONSTRAINT fk_message_text_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT fk_parcel_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT fk_parcel_order_id FOREIGN KEY (order_id) REFERENCES public.shop_order(id);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT fk_parcel_pickup_id FOREIGN KEY (pickup_id) REFERENCES public.pickup(id);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT fk_parcel_shelf_id FOREIGN KEY (shelf_id) REFERENCES public.shelf(id);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT fk_parcel_shop_id FOREIGN KEY (shop_id) REFERENCES public.shop(id);
ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_handover_id FOREIGN KEY (handover_id) REFERENCES public.handover(id);
ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_order_id FOREIGN KEY (order_id) REFERENCES public.shop_order(id);
ALTER TABLE ONLY public.payment
    ADD CONSTRAINT fk_payment_shop_id FOREIGN KEY (shop_id) REFERENCES public.shop(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.person_key
    ADD CONSTRAINT fk_person_key_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.person_key
    ADD CONSTRAINT fk_person_key_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.pickup
    ADD CONSTRAINT fk_pickup_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.pickup
    ADD CONSTRAINT fk_pickup_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.print_job
    ADD CONSTRAINT fk_print_job_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.remark
    ADD CONSTRAINT fk_remark_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.remark
    ADD CONSTRAINT fk_remark_parcel_id FOREIGN KEY (parcel_id) REFERENCES public.parcel(id);
ALTER TABLE ONLY public.shelf
    ADD CONSTRAINT fk_shelf_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.shop
    ADD CONSTRAINT fk_shop_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_shop_id FOREIGN KEY (shop_id) REFERENCES public.shop(id);
