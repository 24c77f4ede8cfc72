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
CREATE TABLE public.contact (
    hub_id character varying(32) NOT NULL,
    value character varying NOT NULL,
    person_id character varying(32) NOT NULL
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
    line integer NOT NULL
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
    shelf_key character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.person (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    name character varying NOT NULL
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
    closed_at timestamp with time zone
);
CREATE TABLE public.shelf (
    id character varying(32) NOT NULL,
    hub_id character varying(32) NOT NULL,
    code character varying NOT NULL,
    code_key character varying NOT NULL COLLATE pg_catalog."C",
    tag character varying NOT NULL,
    zone character varying NOT NULL,
    capacity integer
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
    hold_days integer
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
    announced_at timestamp with time zone NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.contact VALUES ('01a21f20d48a7e5698e060d3aa8f6b98', 'eloise@exemple.fr', '01a21f20d4fc7bbfa0a2630e85322c1f');
INSERT INTO public.contact VALUES ('01a21f20d48a7e5698e060d3aa8f6b98', 'paul@exemple.fr', '01a21f20d53774daa2e2b5e38e9c46fb');
INSERT INTO public.contact VALUES ('01a21f20d48a7e5698e060d3aa8f6b98', 'anne@exemple.fr', '01a21f20d59b738da45f0a92af0f12a5');
INSERT INTO public.hub VALUES ('01a21f20d48a7e5698e060d3aa8f6b98', 'Maison');
INSERT INTO public.journal VALUES ('01a21f20d51f705db56bb53eebcb7e42', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'RDRNRNDRPCBB', '01a21f20d5117aa1ba95b54450ce8607', '', '16c13d06b37cf13afbf0b1e86393c196', 0);
INSERT INTO public.journal VALUES ('01a21f20d51f728aaa7844f509dd3e5b', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'XJPFCSDPTBRT', '01a21f20d5117aa1ba95b54450ce8607', '', '16c13d06b37cf13afbf0b1e86393c196', 1);
INSERT INTO public.journal VALUES ('01a21f20d54374d7a7d52d114090a6fe', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:02+00', 'Poste 1', 'Camille', 'announce', 'announced', 'PRSBCXRNJKLD', '01a21f20d53d739a966be9291014078b', '', '295a49b631dbccc6161eb7f4e17ec7ee', 0);
INSERT INTO public.journal VALUES ('01a21f20d5857e1994b35d01177a2297', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:03+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'PRSBCXRNJKLD', '01a21f20d53d739a966be9291014078b', 'A-1', 'e06a5522ab36a2a597b429187b278d5c', 0);
INSERT INTO public.journal VALUES ('01a21f20d5ad71828805093ffd773a91', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:04+00', 'Poste 1', 'Camille', 'announce', 'announced', 'VGGCKFJRXHGS', '01a21f20d5a979029666273f6558e649', '', '27e60dcb1da14294b81a3c6aa7f0c952', 0);
INSERT INTO public.journal VALUES ('01a21f20d5c67c41b5795e4a62569c8a', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:05+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'VGGCKFJRXHGS', '01a21f20d5a979029666273f6558e649', 'C-1', '41c0fdacabfedb52e310dfa7bb7d2449', 0);
INSERT INTO public.journal VALUES ('01a21f20d5d979e0b7b92acf8aef6c6c', '01a21f20d48a7e5698e060d3aa8f6b98', '2026-11-23 11:00:06+00', 'Poste 1', 'Camille', 'hand_over', 'collected', 'VGGCKFJRXHGS', '01a21f20d5a979029666273f6558e649', 'scanned', '2e29a9a7c6944b0e2db98e2bf2f95b95', 0);
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
INSERT INTO public.name_slip VALUES ('moeau', 'moreau');
INSERT INTO public.name_slip VALUES ('morau', 'moreau');
INSERT INTO public.name_slip VALUES ('morea', 'moreau');
INSERT INTO public.name_slip VALUES ('moreau', 'moreau');
INSERT INTO public.name_slip VALUES ('moreu', 'moreau');
INSERT INTO public.name_slip VALUES ('mreau', 'moreau');
INSERT INTO public.name_slip VALUES ('nne', 'anne');
INSERT INTO public.name_slip VALUES ('oreau', 'moreau');
INSERT INTO public.name_word VALUES ('eloise');
INSERT INTO public.name_word VALUES ('lefevre');
INSERT INTO public.name_word VALUES ('garnier');
INSERT INTO public.name_word VALUES ('paul');
INSERT INTO public.name_word VALUES ('anne');
INSERT INTO public.name_word VALUES ('moreau');
INSERT INTO public.parcel VALUES ('RDRNRNDRPCBB', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d5177099b051dbf0ace07267', '01a21f20d5117aa1ba95b54450ce8607', '01a21f20d4bd77fba125605587d70ac6', NULL, 1, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '');
INSERT INTO public.parcel VALUES ('XJPFCSDPTBRT', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d5177099b051dbf0ace07267', '01a21f20d5117aa1ba95b54450ce8607', '01a21f20d4bd77fba125605587d70ac6', NULL, 2, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '');
INSERT INTO public.parcel VALUES ('PRSBCXRNJKLD', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d53f769e96f6e781ef157633', '01a21f20d53d739a966be9291014078b', '01a21f20d4bd77fba125605587d70ac6', '01a21f20d55d73aa8a7e7b6b615c0aed', 1, 1, 'ambient', false, false, 'ready', '2026-11-23 11:00:02+00', '2026-11-23 11:00:03+00', '2026-11-23 11:00:03+00', NULL, '2026-11-30 11:00:03+00', '2026-11-23 11:00:03+00', 'la belle plume', '00004128', 'paul garnier', 'a00000001');
INSERT INTO public.parcel VALUES ('VGGCKFJRXHGS', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d5ab7ad2842af39220cf4d92', '01a21f20d5a979029666273f6558e649', '01a21f20d4d2740bae335adb01d7b72d', '01a21f20d5b87fb58a977fb8f882837a', 1, 1, 'chilled', false, false, 'collected', '2026-11-23 11:00:04+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:06+00', '2026-11-24 11:00:05+00', '2026-11-23 11:00:06+00', 'fromagerie du marche', '00002301', 'anne moreau', 'c00000001');
INSERT INTO public.person VALUES ('01a21f20d4fc7bbfa0a2630e85322c1f', '01a21f20d48a7e5698e060d3aa8f6b98', 'Éloïse Lefèvre');
INSERT INTO public.person VALUES ('01a21f20d53774daa2e2b5e38e9c46fb', '01a21f20d48a7e5698e060d3aa8f6b98', 'Paul Garnier');
INSERT INTO public.person VALUES ('01a21f20d59b738da45f0a92af0f12a5', '01a21f20d48a7e5698e060d3aa8f6b98', 'Anne Moreau');
INSERT INTO public.person_key VALUES ('01a21f20d4fc7bbfa0a2630e85322c1f', 'eloise lefevre', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d4fc7bbfa0a2630e85322c1f', 'eloise@exemple.fr', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d4fc7bbfa0a2630e85322c1f', 'lefevre eloise', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d53774daa2e2b5e38e9c46fb', 'garnier paul', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d53774daa2e2b5e38e9c46fb', 'paul garnier', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d53774daa2e2b5e38e9c46fb', 'paul@exemple.fr', '01a21f20d48a7e5698e060d3aa8f6b98', true);
INSERT INTO public.person_key VALUES ('01a21f20d59b738da45f0a92af0f12a5', 'anne moreau', '01a21f20d48a7e5698e060d3aa8f6b98', false);
INSERT INTO public.person_key VALUES ('01a21f20d59b738da45f0a92af0f12a5', 'anne@exemple.fr', '01a21f20d48a7e5698e060d3aa8f6b98', false);
INSERT INTO public.person_key VALUES ('01a21f20d59b738da45f0a92af0f12a5', 'moreau anne', '01a21f20d48a7e5698e060d3aa8f6b98', false);
INSERT INTO public.pickup VALUES ('01a21f20d5117aa1ba95b54450ce8607', '01a21f20d48a7e5698e060d3aa8f6b98', 'FTPPLKNJK', '01a21f20d4fc7bbfa0a2630e85322c1f', '2026-11-23 11:00:01+00', NULL);
INSERT INTO public.pickup VALUES ('01a21f20d53d739a966be9291014078b', '01a21f20d48a7e5698e060d3aa8f6b98', 'KNFBFSFKH', '01a21f20d53774daa2e2b5e38e9c46fb', '2026-11-23 11:00:02+00', NULL);
INSERT INTO public.pickup VALUES ('01a21f20d5a979029666273f6558e649', '01a21f20d48a7e5698e060d3aa8f6b98', 'HBVXXTNNS', '01a21f20d59b738da45f0a92af0f12a5', '2026-11-23 11:00:04+00', '2026-11-23 11:00:06+00');
INSERT INTO public.shelf VALUES ('01a21f20d55d73aa8a7e7b6b615c0aed', '01a21f20d48a7e5698e060d3aa8f6b98', 'A-1', 'a00000001', 'GLPGCBC', 'ambient', NULL);
INSERT INTO public.shelf VALUES ('01a21f20d5b87fb58a977fb8f882837a', '01a21f20d48a7e5698e060d3aa8f6b98', 'C-1', 'c00000001', 'TGSPHGD', 'chilled', NULL);
INSERT INTO public.shop VALUES ('01a21f20d4bd77fba125605587d70ac6', '01a21f20d48a7e5698e060d3aa8f6b98', 'La Belle Plume', 'la belle plume', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop VALUES ('01a21f20d4c87e5dbe6db42d417ce0e6', '01a21f20d48a7e5698e060d3aa8f6b98', 'Maison Iris', 'maison iris', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop VALUES ('01a21f20d4d2740bae335adb01d7b72d', '01a21f20d48a7e5698e060d3aa8f6b98', 'Fromagerie du Marché', 'fromagerie du marche', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop_order VALUES ('01a21f20d5177099b051dbf0ace07267', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d4bd77fba125605587d70ac6', '01a21f20d4fc7bbfa0a2630e85322c1f', 'ref:4127', '4127', '4127', 'Éloïse Lefèvre', 'eloise@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:01+00');
INSERT INTO public.shop_order VALUES ('01a21f20d53f769e96f6e781ef157633', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d4bd77fba125605587d70ac6', '01a21f20d53774daa2e2b5e38e9c46fb', 'ref:4128', '4128', '4128', 'Paul Garnier', 'paul@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:02+00');
INSERT INTO public.shop_order VALUES ('01a21f20d5ab7ad2842af39220cf4d92', '01a21f20d48a7e5698e060d3aa8f6b98', '01a21f20d4d2740bae335adb01d7b72d', '01a21f20d59b738da45f0a92af0f12a5', 'ref:2301', '2301', '2301', 'Anne Moreau', 'anne@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:04+00');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT pk_contact PRIMARY KEY (hub_id, value);
ALTER TABLE ONLY public.hub
    ADD CONSTRAINT pk_hub PRIMARY KEY (id);
ALTER TABLE ONLY public.hub_setting
    ADD CONSTRAINT pk_hub_setting PRIMARY KEY (hub_id, key);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT pk_journal PRIMARY KEY (id);
ALTER TABLE ONLY public.name_slip
    ADD CONSTRAINT pk_name_slip PRIMARY KEY (slip, word);
ALTER TABLE ONLY public.name_word
    ADD CONSTRAINT pk_name_word PRIMARY KEY (word);
ALTER TABLE ONLY public.parcel
    ADD CONSTRAINT pk_parcel PRIMARY KEY (id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.person_key
    ADD CONSTRAINT pk_person_key PRIMARY KEY (person_id, key);
ALTER TABLE ONLY public.pickup
    ADD CONSTRAINT pk_pickup PRIMARY KEY (id);
ALTER TABLE ONLY public.shelf
    ADD CONSTRAINT pk_shelf PRIMARY KEY (id);
ALTER TABLE ONLY public.shop
    ADD CONSTRAINT pk_shop PRIMARY KEY (id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT pk_shop_order PRIMARY KEY (id);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT uq_journal_nonce_line UNIQUE (nonce, line);
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
CREATE INDEX ix_contact_person_id ON public.contact USING btree (person_id);
CREATE INDEX ix_journal_hub_id_at_id ON public.journal USING btree (hub_id, at, id);
CREATE INDEX ix_journal_parcel_id ON public.journal USING btree (parcel_id);
CREATE INDEX ix_parcel_collected_hub_id ON public.parcel USING btree (hub_id, moved_at, id) WHERE ((state)::text = 'collected'::text);
CREATE INDEX ix_parcel_collected_shop_id ON public.parcel USING btree (shop_id, moved_at, id) WHERE ((state)::text = 'collected'::text);
CREATE INDEX ix_parcel_dropped_hub_id ON public.parcel USING btree (hub_id, moved_at, id) WHERE ((state)::text = ANY ((ARRAY['cancelled'::character varying, 'disposed'::character varying, 'returned'::character varying])::text[]));
CREATE INDEX ix_parcel_dropped_shop_id ON public.parcel USING btree (shop_id, moved_at, id) WHERE ((state)::text = ANY ((ARRAY['cancelled'::character varying, 'disposed'::character varying, 'returned'::character varying])::text[]));
CREATE INDEX ix_parcel_in_house_shelf_id ON public.parcel USING btree (shelf_id) WHERE ((state)::text = ANY ((ARRAY['missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_customer_key ON public.parcel USING btree (hub_id, customer_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_keep_until ON public.parcel USING btree (hub_id, keep_until, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_moved_at ON public.parcel USING btree (hub_id, moved_at, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_order_key ON public.parcel USING btree (hub_id, order_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_shelf_key ON public.parcel USING btree (hub_id, shelf_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_shop_key ON public.parcel USING btree (hub_id, shop_key, id, state, shop_id, zone) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_open_state ON public.parcel USING btree (hub_id, state, shop_id, zone, keep_until) WHERE ((state)::text = ANY ((ARRAY['announced'::character varying, 'missing'::character varying, 'ready'::character varying, 'received'::character varying, 'returning'::character varying])::text[]));
CREATE INDEX ix_parcel_pickup_id ON public.parcel USING btree (pickup_id);
CREATE INDEX ix_person_key_every_key ON public.person_key USING btree (hub_id, key, person_id);
CREATE INDEX ix_person_key_open_key ON public.person_key USING btree (hub_id, key, person_id, is_open) WHERE is_open;
CREATE INDEX ix_pickup_person_id ON public.pickup USING btree (person_id);
CREATE INDEX ix_shop_order_hub_id_reference_key ON public.shop_order USING btree (hub_id, reference_key, id);
CREATE INDEX ix_shop_order_person_id ON public.shop_order USING btree (person_id);
CREATE UNIQUE INDEX uq_pickup_open_person_id ON public.pickup USING btree (person_id) WHERE (closed_at IS NULL);
CREATE TRIGGER journal_guard BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION public.journal_guard();
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.hub_setting
    ADD CONSTRAINT fk_hub_setting_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT fk_journal_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
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
