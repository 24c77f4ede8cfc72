BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE contact (
	hub_id VARCHAR(32) NOT NULL, 
	value VARCHAR NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (hub_id, value), 
	CONSTRAINT fk_contact_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "contact" VALUES('01a21fbf23cb7ce9bb00c0e4527b9830','eloise@exemple.fr','01a21fbf2473752eb0b2415ad888d898');
INSERT INTO "contact" VALUES('01a21fbf23cb7ce9bb00c0e4527b9830','paul@exemple.fr','01a21fbf24b17b16ad71195415afb466');
INSERT INTO "contact" VALUES('01a21fbf23cb7ce9bb00c0e4527b9830','anne@exemple.fr','01a21fbf24e571c28d66b2c9755b1493');
CREATE TABLE hub (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_hub PRIMARY KEY (id)
);
INSERT INTO "hub" VALUES('01a21fbf23cb7ce9bb00c0e4527b9830','Maison');
CREATE TABLE hub_setting (
	hub_id VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_hub_setting PRIMARY KEY (hub_id, "key"), 
	CONSTRAINT fk_hub_setting_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
CREATE TABLE journal (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	counter VARCHAR NOT NULL, 
	clerk VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	verdict VARCHAR NOT NULL, 
	parcel_id VARCHAR(12), 
	pickup_id VARCHAR(32), 
	detail TEXT NOT NULL, 
	nonce VARCHAR NOT NULL, 
	line INTEGER NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (id), 
	CONSTRAINT fk_journal_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_journal_nonce_line UNIQUE (nonce, line)
);
INSERT INTO "journal" VALUES('01a21fbf248474c3ba4e472be66e8648','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','FHJVRTLVSJLJ','01a21fbf247c781abc97f0a41b115327','','57a7752e9017b11d04ea853e3dad5f11',0);
INSERT INTO "journal" VALUES('01a21fbf248479178e3d392a01f2e020','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','FGSDJRLSNGHJ','01a21fbf247c781abc97f0a41b115327','','57a7752e9017b11d04ea853e3dad5f11',1);
INSERT INTO "journal" VALUES('01a21fbf24b879c08f04b97f8c4dc8cc','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:02.000000','Poste 1','Camille','announce','announced','DDFJKSRHVBRH','01a21fbf24b473ec8a5d181270d7ffb9','','34caa6bf9508b84c2777b0ab9b93593a',0);
INSERT INTO "journal" VALUES('01a21fbf24d97493982b11552ea69de4','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:03.000000','Poste 1','Camille','receive','shelved','DDFJKSRHVBRH','01a21fbf24b473ec8a5d181270d7ffb9','A-1','1cea60eb8da4367d6dda03cbd2612f7e',0);
INSERT INTO "journal" VALUES('01a21fbf24e973909fd5322fdc644540','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:04.000000','Poste 1','Camille','announce','announced','STJVGTSTJLXH','01a21fbf24e77bb8b31b1ceba8ab9210','','846d8eac2b3e569a0bdb3335e3f22036',0);
INSERT INTO "journal" VALUES('01a21fbf24fe7cdb8d4f0f9880520b89','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:05.000000','Poste 1','Camille','receive','shelved','STJVGTSTJLXH','01a21fbf24e77bb8b31b1ceba8ab9210','A-1','dfea75ce3cdc0d8a837fd5ab8563c397',0);
INSERT INTO "journal" VALUES('01a21fbf25387194982c5abc68da98e2','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:06.000000','Poste 2','Sacha','hand_over','collected','STJVGTSTJLXH','01a21fbf24e77bb8b31b1ceba8ab9210','unscanned','f7930bd1eb252ca66edf062bed99951c',0);
INSERT INTO "journal" VALUES('01a21fbf2563703c9eb2ec9d5b3c995e','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:07.000000','Poste 1','Camille','look','unknown_code',NULL,NULL,'','32d1470b9850d218288bd8b3dd61b1a7',0);
INSERT INTO "journal" VALUES('01a21fbf25757fcf9ae45d4e54950071','01a21fbf23cb7ce9bb00c0e4527b9830','2026-11-23 11:00:08.000000','Poste 2','Sacha','look','unknown_code',NULL,NULL,'','45ceca27ee9108e370caa8cf3803d60f',0);
CREATE TABLE name_slip (
	slip VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	CONSTRAINT pk_name_slip PRIMARY KEY (slip, word)
);
INSERT INTO "name_slip" VALUES('efevre','lefevre');
INSERT INTO "name_slip" VALUES('elise','eloise');
INSERT INTO "name_slip" VALUES('eloie','eloise');
INSERT INTO "name_slip" VALUES('elois','eloise');
INSERT INTO "name_slip" VALUES('eloise','eloise');
INSERT INTO "name_slip" VALUES('elose','eloise');
INSERT INTO "name_slip" VALUES('eoise','eloise');
INSERT INTO "name_slip" VALUES('leevre','lefevre');
INSERT INTO "name_slip" VALUES('lefere','lefevre');
INSERT INTO "name_slip" VALUES('lefeve','lefevre');
INSERT INTO "name_slip" VALUES('lefevr','lefevre');
INSERT INTO "name_slip" VALUES('lefevre','lefevre');
INSERT INTO "name_slip" VALUES('lefvre','lefevre');
INSERT INTO "name_slip" VALUES('lfevre','lefevre');
INSERT INTO "name_slip" VALUES('loise','eloise');
INSERT INTO "name_slip" VALUES('arnier','garnier');
INSERT INTO "name_slip" VALUES('aul','paul');
INSERT INTO "name_slip" VALUES('ganier','garnier');
INSERT INTO "name_slip" VALUES('garier','garnier');
INSERT INTO "name_slip" VALUES('garner','garnier');
INSERT INTO "name_slip" VALUES('garnie','garnier');
INSERT INTO "name_slip" VALUES('garnier','garnier');
INSERT INTO "name_slip" VALUES('garnir','garnier');
INSERT INTO "name_slip" VALUES('grnier','garnier');
INSERT INTO "name_slip" VALUES('pal','paul');
INSERT INTO "name_slip" VALUES('pau','paul');
INSERT INTO "name_slip" VALUES('paul','paul');
INSERT INTO "name_slip" VALUES('pul','paul');
INSERT INTO "name_slip" VALUES('ane','anne');
INSERT INTO "name_slip" VALUES('ann','anne');
INSERT INTO "name_slip" VALUES('anne','anne');
INSERT INTO "name_slip" VALUES('etit','petit');
INSERT INTO "name_slip" VALUES('nne','anne');
INSERT INTO "name_slip" VALUES('peit','petit');
INSERT INTO "name_slip" VALUES('peti','petit');
INSERT INTO "name_slip" VALUES('petit','petit');
INSERT INTO "name_slip" VALUES('pett','petit');
INSERT INTO "name_slip" VALUES('ptit','petit');
CREATE TABLE name_word (
	word VARCHAR NOT NULL, 
	CONSTRAINT pk_name_word PRIMARY KEY (word)
);
INSERT INTO "name_word" VALUES('eloise');
INSERT INTO "name_word" VALUES('lefevre');
INSERT INTO "name_word" VALUES('garnier');
INSERT INTO "name_word" VALUES('paul');
INSERT INTO "name_word" VALUES('anne');
INSERT INTO "name_word" VALUES('petit');
CREATE TABLE parcel (
	id VARCHAR(12) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	order_id VARCHAR(32) NOT NULL, 
	pickup_id VARCHAR(32) NOT NULL, 
	shop_id VARCHAR(32) NOT NULL, 
	shelf_id VARCHAR(32), 
	piece INTEGER NOT NULL, 
	pieces INTEGER NOT NULL, 
	zone VARCHAR NOT NULL, 
	age_check BOOLEAN NOT NULL, 
	unannounced BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	announced_at DATETIME NOT NULL, 
	received_at DATETIME, 
	ready_at DATETIME, 
	collected_at DATETIME, 
	keep_until DATETIME, 
	moved_at DATETIME NOT NULL, 
	shop_key VARCHAR NOT NULL, 
	order_key VARCHAR NOT NULL, 
	customer_key VARCHAR NOT NULL, 
	shelf_key VARCHAR NOT NULL, label_job_id VARCHAR(32), 
	CONSTRAINT pk_parcel PRIMARY KEY (id), 
	CONSTRAINT fk_parcel_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_parcel_order_id FOREIGN KEY(order_id) REFERENCES shop_order (id), 
	CONSTRAINT fk_parcel_pickup_id FOREIGN KEY(pickup_id) REFERENCES pickup (id), 
	CONSTRAINT fk_parcel_shelf_id FOREIGN KEY(shelf_id) REFERENCES shelf (id), 
	CONSTRAINT fk_parcel_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT uq_parcel_order_id_piece UNIQUE (order_id, piece)
);
INSERT INTO "parcel" VALUES('FHJVRTLVSJLJ','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf247f7de39c8a7852a966a03d','01a21fbf247c781abc97f0a41b115327','01a21fbf2423768388ac3925e9ba1235',NULL,1,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','',NULL);
INSERT INTO "parcel" VALUES('FGSDJRLSNGHJ','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf247f7de39c8a7852a966a03d','01a21fbf247c781abc97f0a41b115327','01a21fbf2423768388ac3925e9ba1235',NULL,2,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','',NULL);
INSERT INTO "parcel" VALUES('DDFJKSRHVBRH','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf24b57cf1ab5ca7eb19f5cab7','01a21fbf24b473ec8a5d181270d7ffb9','01a21fbf2423768388ac3925e9ba1235','01a21fbf24957a29934de9d56bee1913',1,1,'ambient',0,0,'ready','2026-11-23 11:00:02.000000','2026-11-23 11:00:03.000000','2026-11-23 11:00:03.000000',NULL,'2026-11-30 11:00:03.000000','2026-11-23 11:00:03.000000','la belle plume','00009001','paul garnier','a00000001',NULL);
INSERT INTO "parcel" VALUES('STJVGTSTJLXH','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf24e872898bd0c9359282788a','01a21fbf24e77bb8b31b1ceba8ab9210','01a21fbf2423768388ac3925e9ba1235','01a21fbf24957a29934de9d56bee1913',1,1,'ambient',0,0,'collected','2026-11-23 11:00:04.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:06.000000','2026-11-30 11:00:05.000000','2026-11-23 11:00:06.000000','la belle plume','00009002','anne petit','a00000001','01a21fbf2508710892831ae5a2824307');
CREATE TABLE person (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
INSERT INTO "person" VALUES('01a21fbf2473752eb0b2415ad888d898','01a21fbf23cb7ce9bb00c0e4527b9830','Éloïse Lefèvre');
INSERT INTO "person" VALUES('01a21fbf24b17b16ad71195415afb466','01a21fbf23cb7ce9bb00c0e4527b9830','Paul Garnier');
INSERT INTO "person" VALUES('01a21fbf24e571c28d66b2c9755b1493','01a21fbf23cb7ce9bb00c0e4527b9830','Anne Petit');
CREATE TABLE person_key (
	person_id VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	CONSTRAINT pk_person_key PRIMARY KEY (person_id, "key"), 
	CONSTRAINT fk_person_key_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_person_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "person_key" VALUES('01a21fbf2473752eb0b2415ad888d898','eloise lefevre','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf2473752eb0b2415ad888d898','eloise@exemple.fr','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf2473752eb0b2415ad888d898','lefevre eloise','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf24b17b16ad71195415afb466','garnier paul','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf24b17b16ad71195415afb466','paul garnier','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf24b17b16ad71195415afb466','paul@exemple.fr','01a21fbf23cb7ce9bb00c0e4527b9830',1);
INSERT INTO "person_key" VALUES('01a21fbf24e571c28d66b2c9755b1493','anne petit','01a21fbf23cb7ce9bb00c0e4527b9830',0);
INSERT INTO "person_key" VALUES('01a21fbf24e571c28d66b2c9755b1493','anne@exemple.fr','01a21fbf23cb7ce9bb00c0e4527b9830',0);
INSERT INTO "person_key" VALUES('01a21fbf24e571c28d66b2c9755b1493','petit anne','01a21fbf23cb7ce9bb00c0e4527b9830',0);
CREATE TABLE pickup (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_pickup PRIMARY KEY (id), 
	CONSTRAINT fk_pickup_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_pickup_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_pickup_code UNIQUE (code)
);
INSERT INTO "pickup" VALUES('01a21fbf247c781abc97f0a41b115327','01a21fbf23cb7ce9bb00c0e4527b9830','DHSXFKBPD','01a21fbf2473752eb0b2415ad888d898','2026-11-23 11:00:01.000000',NULL);
INSERT INTO "pickup" VALUES('01a21fbf24b473ec8a5d181270d7ffb9','01a21fbf23cb7ce9bb00c0e4527b9830','KVGJVTCGR','01a21fbf24b17b16ad71195415afb466','2026-11-23 11:00:02.000000',NULL);
INSERT INTO "pickup" VALUES('01a21fbf24e77bb8b31b1ceba8ab9210','01a21fbf23cb7ce9bb00c0e4527b9830','BKXKTJCLH','01a21fbf24e571c28d66b2c9755b1493','2026-11-23 11:00:04.000000','2026-11-23 11:00:06.000000');
CREATE TABLE print_job (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	counter VARCHAR NOT NULL, 
	clerk VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	subjects TEXT NOT NULL, 
	printed INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	destination VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	next_try_at DATETIME, 
	done_at DATETIME, 
	CONSTRAINT pk_print_job PRIMARY KEY (id), 
	CONSTRAINT fk_print_job_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
INSERT INTO "print_job" VALUES('01a21fbf2508710892831ae5a2824307','01a21fbf23cb7ce9bb00c0e4527b9830','Poste 1','Camille','parcel_label','["STJVGTSTJLXH"]',0,'waiting',0,'','','2026-11-23 11:00:05.000000',NULL,NULL);
CREATE TABLE shelf (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	code_key VARCHAR NOT NULL, 
	tag VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	capacity INTEGER, 
	CONSTRAINT pk_shelf PRIMARY KEY (id), 
	CONSTRAINT fk_shelf_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_shelf_hub_id_code_key UNIQUE (hub_id, code_key), 
	CONSTRAINT uq_shelf_tag UNIQUE (tag)
);
INSERT INTO "shelf" VALUES('01a21fbf24957a29934de9d56bee1913','01a21fbf23cb7ce9bb00c0e4527b9830','A-1','a00000001','VSXTBSB','ambient',NULL);
CREATE TABLE shop (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	trade VARCHAR NOT NULL, 
	colour VARCHAR NOT NULL, 
	email VARCHAR, 
	phone VARCHAR, 
	active BOOLEAN NOT NULL, 
	pickup_methods TEXT NOT NULL, 
	hold_days INTEGER, 
	CONSTRAINT pk_shop PRIMARY KEY (id), 
	CONSTRAINT fk_shop_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_shop_hub_id_name_key UNIQUE (hub_id, name_key)
);
INSERT INTO "shop" VALUES('01a21fbf2423768388ac3925e9ba1235','01a21fbf23cb7ce9bb00c0e4527b9830','La Belle Plume','la belle plume','','#5b6770',NULL,NULL,1,'[]',NULL);
INSERT INTO "shop" VALUES('01a21fbf242e70b8a306346cdada1cfe','01a21fbf23cb7ce9bb00c0e4527b9830','Maison Iris','maison iris','','#5b6770',NULL,NULL,1,'[]',NULL);
INSERT INTO "shop" VALUES('01a21fbf2436731996558c016cf84e08','01a21fbf23cb7ce9bb00c0e4527b9830','Fromagerie du Marché','fromagerie du marche','','#5b6770',NULL,NULL,1,'[]',NULL);
CREATE TABLE shop_order (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	shop_id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	match_key VARCHAR NOT NULL, 
	reference VARCHAR NOT NULL, 
	reference_key VARCHAR NOT NULL, 
	customer VARCHAR NOT NULL, 
	email VARCHAR, 
	phone VARCHAR, 
	items TEXT NOT NULL, 
	item_count INTEGER, 
	amount_due_cents INTEGER, 
	note TEXT NOT NULL, 
	slot VARCHAR NOT NULL, 
	created_at DATETIME, 
	announced_at DATETIME NOT NULL, 
	CONSTRAINT pk_shop_order PRIMARY KEY (id), 
	CONSTRAINT fk_shop_order_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_shop_order_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_shop_order_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT uq_shop_order_shop_id_match_key UNIQUE (shop_id, match_key)
);
INSERT INTO "shop_order" VALUES('01a21fbf247f7de39c8a7852a966a03d','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf2423768388ac3925e9ba1235','01a21fbf2473752eb0b2415ad888d898','ref:4127','4127','4127','Éloïse Lefèvre','eloise@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:01.000000');
INSERT INTO "shop_order" VALUES('01a21fbf24b57cf1ab5ca7eb19f5cab7','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf2423768388ac3925e9ba1235','01a21fbf24b17b16ad71195415afb466','ref:9001','9001','9001','Paul Garnier','paul@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:02.000000');
INSERT INTO "shop_order" VALUES('01a21fbf24e872898bd0c9359282788a','01a21fbf23cb7ce9bb00c0e4527b9830','01a21fbf2423768388ac3925e9ba1235','01a21fbf24e571c28d66b2c9755b1493','ref:9002','9002','9002','Anne Petit','anne@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:04.000000');
CREATE INDEX ix_journal_hub_id_at_id ON journal (hub_id, at, id);
CREATE INDEX ix_journal_parcel_id ON journal (parcel_id);
CREATE INDEX ix_contact_person_id ON contact (person_id);
CREATE INDEX ix_person_key_every_key ON person_key (hub_id, "key", person_id);
CREATE INDEX ix_person_key_open_key ON person_key (hub_id, "key", person_id, is_open) WHERE is_open;
CREATE INDEX ix_pickup_person_id ON pickup (person_id);
CREATE UNIQUE INDEX uq_pickup_open_person_id ON pickup (person_id) WHERE closed_at IS NULL;
CREATE INDEX ix_shop_order_hub_id_reference_key ON shop_order (hub_id, reference_key, id);
CREATE INDEX ix_shop_order_person_id ON shop_order (person_id);
CREATE INDEX ix_parcel_collected_hub_id ON parcel (hub_id, moved_at, id) WHERE state IN ('collected');
CREATE INDEX ix_parcel_collected_shop_id ON parcel (shop_id, moved_at, id) WHERE state IN ('collected');
CREATE INDEX ix_parcel_dropped_hub_id ON parcel (hub_id, moved_at, id) WHERE state IN ('cancelled', 'disposed', 'returned');
CREATE INDEX ix_parcel_dropped_shop_id ON parcel (shop_id, moved_at, id) WHERE state IN ('cancelled', 'disposed', 'returned');
CREATE INDEX ix_parcel_in_house_shelf_id ON parcel (shelf_id) WHERE state IN ('missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_customer_key ON parcel (hub_id, customer_key, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_keep_until ON parcel (hub_id, keep_until, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_moved_at ON parcel (hub_id, moved_at, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_order_key ON parcel (hub_id, order_key, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_shelf_key ON parcel (hub_id, shelf_key, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_shop_key ON parcel (hub_id, shop_key, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_open_state ON parcel (hub_id, state, shop_id, zone, keep_until) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_pickup_id ON parcel (pickup_id);
CREATE TRIGGER journal_guard_update BEFORE UPDATE ON journal  BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_guard_delete BEFORE DELETE ON journal  BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_guard_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR nonce = NEW.nonce AND line = NEW.line) BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE INDEX ix_print_job_open ON print_job (hub_id, counter, id) WHERE state IN ('failed', 'sending', 'waiting');
COMMIT;
