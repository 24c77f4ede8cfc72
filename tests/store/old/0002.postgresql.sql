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
    shelf_key character varying NOT NULL COLLATE pg_catalog."C",
    label_job_id character varying(32)
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
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.contact VALUES ('01a21fbf41ac760f8ba18615d08c3344', 'eloise@exemple.fr', '01a21fbf421675cca1adcb8cf1183793');
INSERT INTO public.contact VALUES ('01a21fbf41ac760f8ba18615d08c3344', 'paul@exemple.fr', '01a21fbf42a27254b0027a0c8210e38a');
INSERT INTO public.contact VALUES ('01a21fbf41ac760f8ba18615d08c3344', 'anne@exemple.fr', '01a21fbf43307690b4b0c02a9eebcc7d');
INSERT INTO public.hub VALUES ('01a21fbf41ac760f8ba18615d08c3344', 'Maison');
INSERT INTO public.journal VALUES ('01a21fbf42557598a1de5ae480840117', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'HKBKJXGRBRPX', '01a21fbf423c713ea535304902047763', '', '87727aebd959d60ce418f86d08033ca5', 0);
INSERT INTO public.journal VALUES ('01a21fbf42557a6fbf7188360cff9706', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:01+00', 'Poste 1', 'Camille', 'announce', 'announced', 'DFVTPPKJRKNT', '01a21fbf423c713ea535304902047763', '', '87727aebd959d60ce418f86d08033ca5', 1);
INSERT INTO public.journal VALUES ('01a21fbf42c07e1aaede53761af09548', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:02+00', 'Poste 1', 'Camille', 'announce', 'announced', 'JHFLGGGCCNBX', '01a21fbf42b275cd8e31010b31ea0fee', '', '9732253109e3245806c40181e238264a', 0);
INSERT INTO public.journal VALUES ('01a21fbf4305710db913638ff996a012', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:03+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'JHFLGGGCCNBX', '01a21fbf42b275cd8e31010b31ea0fee', 'A-1', '91d0f49876fefd3558043d794449c85c', 0);
INSERT INTO public.journal VALUES ('01a21fbf43467af9be1367c83a548a93', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:04+00', 'Poste 1', 'Camille', 'announce', 'announced', 'NNLLFDGPNFGX', '01a21fbf433c75208190524cf04210bd', '', 'fa677ac22963c848192322f5189d1948', 0);
INSERT INTO public.journal VALUES ('01a21fbf43717357a5728478384404e5', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:05+00', 'Poste 1', 'Camille', 'receive', 'shelved', 'NNLLFDGPNFGX', '01a21fbf433c75208190524cf04210bd', 'A-1', 'dae10cad8c40e93ce819984ff4a3f7f3', 0);
INSERT INTO public.journal VALUES ('01a21fbf43ce7d489537939454ee0a43', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:06+00', 'Poste 2', 'Sacha', 'hand_over', 'collected', 'NNLLFDGPNFGX', '01a21fbf433c75208190524cf04210bd', 'unscanned', '9a17e5e071b926b5be3fd53c004e2f98', 0);
INSERT INTO public.journal VALUES ('01a21fbf43e67e9f9faafda3f3c6f996', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:07+00', 'Poste 1', 'Camille', 'look', 'unknown_code', NULL, NULL, '', '4b031cbe1fd7c6bb4dbcb611a0a0cf19', 0);
INSERT INTO public.journal VALUES ('01a21fbf43ed7f3199ecfbd661991bc9', '01a21fbf41ac760f8ba18615d08c3344', '2026-11-23 11:00:08+00', 'Poste 2', 'Sacha', 'look', 'unknown_code', NULL, NULL, '', '990ac2eb50463dd05d235b696f1f6038', 0);
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
INSERT INTO public.parcel VALUES ('HKBKJXGRBRPX', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf42447beeb0c735bac86ec04e', '01a21fbf423c713ea535304902047763', '01a21fbf41ba7595a3fd5684ec8cb8e1', NULL, 1, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '', NULL);
INSERT INTO public.parcel VALUES ('DFVTPPKJRKNT', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf42447beeb0c735bac86ec04e', '01a21fbf423c713ea535304902047763', '01a21fbf41ba7595a3fd5684ec8cb8e1', NULL, 2, 2, 'ambient', false, false, 'announced', '2026-11-23 11:00:01+00', NULL, NULL, NULL, NULL, '2026-11-23 11:00:01+00', 'la belle plume', '00004127', 'eloise lefevre', '', NULL);
INSERT INTO public.parcel VALUES ('JHFLGGGCCNBX', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf42ba779bb08f32ebbec47e6f', '01a21fbf42b275cd8e31010b31ea0fee', '01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf427a78d3b7950be740b8d3e8', 1, 1, 'ambient', false, false, 'ready', '2026-11-23 11:00:02+00', '2026-11-23 11:00:03+00', '2026-11-23 11:00:03+00', NULL, '2026-11-30 11:00:03+00', '2026-11-23 11:00:03+00', 'la belle plume', '00009001', 'paul garnier', 'a00000001', NULL);
INSERT INTO public.parcel VALUES ('NNLLFDGPNFGX', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf433f7c4c8fd94fd98d4c7304', '01a21fbf433c75208190524cf04210bd', '01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf427a78d3b7950be740b8d3e8', 1, 1, 'ambient', false, false, 'collected', '2026-11-23 11:00:04+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:05+00', '2026-11-23 11:00:06+00', '2026-11-30 11:00:05+00', '2026-11-23 11:00:06+00', 'la belle plume', '00009002', 'anne petit', 'a00000001', '01a21fbf43837d0e8f34c3196bcda0d6');
INSERT INTO public.person VALUES ('01a21fbf421675cca1adcb8cf1183793', '01a21fbf41ac760f8ba18615d08c3344', 'Éloïse Lefèvre');
INSERT INTO public.person VALUES ('01a21fbf42a27254b0027a0c8210e38a', '01a21fbf41ac760f8ba18615d08c3344', 'Paul Garnier');
INSERT INTO public.person VALUES ('01a21fbf43307690b4b0c02a9eebcc7d', '01a21fbf41ac760f8ba18615d08c3344', 'Anne Petit');
INSERT INTO public.person_key VALUES ('01a21fbf421675cca1adcb8cf1183793', 'eloise lefevre', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf421675cca1adcb8cf1183793', 'eloise@exemple.fr', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf421675cca1adcb8cf1183793', 'lefevre eloise', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf42a27254b0027a0c8210e38a', 'garnier paul', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf42a27254b0027a0c8210e38a', 'paul garnier', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf42a27254b0027a0c8210e38a', 'paul@exemple.fr', '01a21fbf41ac760f8ba18615d08c3344', true);
INSERT INTO public.person_key VALUES ('01a21fbf43307690b4b0c02a9eebcc7d', 'anne petit', '01a21fbf41ac760f8ba18615d08c3344', false);
INSERT INTO public.person_key VALUES ('01a21fbf43307690b4b0c02a9eebcc7d', 'anne@exemple.fr', '01a21fbf41ac760f8ba18615d08c3344', false);
INSERT INTO public.person_key VALUES ('01a21fbf43307690b4b0c02a9eebcc7d', 'petit anne', '01a21fbf41ac760f8ba18615d08c3344', false);
INSERT INTO public.pickup VALUES ('01a21fbf423c713ea535304902047763', '01a21fbf41ac760f8ba18615d08c3344', 'KNHRGLRXR', '01a21fbf421675cca1adcb8cf1183793', '2026-11-23 11:00:01+00', NULL);
INSERT INTO public.pickup VALUES ('01a21fbf42b275cd8e31010b31ea0fee', '01a21fbf41ac760f8ba18615d08c3344', 'DGJDHSTJF', '01a21fbf42a27254b0027a0c8210e38a', '2026-11-23 11:00:02+00', NULL);
INSERT INTO public.pickup VALUES ('01a21fbf433c75208190524cf04210bd', '01a21fbf41ac760f8ba18615d08c3344', 'TVVBSGXGR', '01a21fbf43307690b4b0c02a9eebcc7d', '2026-11-23 11:00:04+00', '2026-11-23 11:00:06+00');
INSERT INTO public.print_job VALUES ('01a21fbf43837d0e8f34c3196bcda0d6', '01a21fbf41ac760f8ba18615d08c3344', 'Poste 1', 'Camille', 'parcel_label', '["NNLLFDGPNFGX"]', 0, 'waiting', 0, '', '', '2026-11-23 11:00:05+00', NULL, NULL);
INSERT INTO public.shelf VALUES ('01a21fbf427a78d3b7950be740b8d3e8', '01a21fbf41ac760f8ba18615d08c3344', 'A-1', 'a00000001', 'PGDDHFC', 'ambient', NULL);
INSERT INTO public.shop VALUES ('01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf41ac760f8ba18615d08c3344', 'La Belle Plume', 'la belle plume', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop VALUES ('01a21fbf41cb79da93adfe0bd7604354', '01a21fbf41ac760f8ba18615d08c3344', 'Maison Iris', 'maison iris', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop VALUES ('01a21fbf41d4763db06ffd01ad5af4a8', '01a21fbf41ac760f8ba18615d08c3344', 'Fromagerie du Marché', 'fromagerie du marche', '', '#5b6770', NULL, NULL, true, '[]', NULL);
INSERT INTO public.shop_order VALUES ('01a21fbf42447beeb0c735bac86ec04e', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf421675cca1adcb8cf1183793', 'ref:4127', '4127', '4127', 'Éloïse Lefèvre', 'eloise@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:01+00');
INSERT INTO public.shop_order VALUES ('01a21fbf42ba779bb08f32ebbec47e6f', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf42a27254b0027a0c8210e38a', 'ref:9001', '9001', '9001', 'Paul Garnier', 'paul@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:02+00');
INSERT INTO public.shop_order VALUES ('01a21fbf433f7c4c8fd94fd98d4c7304', '01a21fbf41ac760f8ba18615d08c3344', '01a21fbf41ba7595a3fd5684ec8cb8e1', '01a21fbf43307690b4b0c02a9eebcc7d', 'ref:9002', '9002', '9002', 'Anne Petit', 'anne@exemple.fr', NULL, '', NULL, NULL, '', '', NULL, '2026-11-23 11:00:04+00');
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
ALTER TABLE ONLY public.print_job
    ADD CONSTRAINT pk_print_job PRIMARY KEY (id);
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
CREATE INDEX ix_print_job_open ON public.print_job USING btree (hub_id, counter, id) WHERE ((state)::text = ANY ((ARRAY['failed'::character varying, 'sending'::character varying, 'waiting'::character varying])::text[]));
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
ALTER TABLE ONLY public.print_job
    ADD CONSTRAINT fk_print_job_hub_id FOREIGN KEY (hub_id) REFERENCES public.hub(id);
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
