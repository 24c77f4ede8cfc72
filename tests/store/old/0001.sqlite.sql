BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE contact (
	hub_id VARCHAR(32) NOT NULL, 
	value VARCHAR NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (hub_id, value), 
	CONSTRAINT fk_contact_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "contact" VALUES('01a21f2088377434a436274fbe975cf4','eloise@exemple.fr','01a21f2088eb7fbfa018c8e193bebd46');
INSERT INTO "contact" VALUES('01a21f2088377434a436274fbe975cf4','paul@exemple.fr','01a21f20892376beac0cb1d439c5e9d3');
INSERT INTO "contact" VALUES('01a21f2088377434a436274fbe975cf4','anne@exemple.fr','01a21f2089b97d4e83135f34943ecd2c');
CREATE TABLE hub (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_hub PRIMARY KEY (id)
);
INSERT INTO "hub" VALUES('01a21f2088377434a436274fbe975cf4','Maison');
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
INSERT INTO "journal" VALUES('01a21f2088fa783694ede8813e28e99a','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','FXDVCGSHFKPP','01a21f2088f37575a195be621cedc124','','8b6b165808bc84ecb2444f4c8ca3c60b',0);
INSERT INTO "journal" VALUES('01a21f2088fa7efa986e76ff01021eb5','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','XFDFJPCJJHXR','01a21f2088f37575a195be621cedc124','','8b6b165808bc84ecb2444f4c8ca3c60b',1);
INSERT INTO "journal" VALUES('01a21f208930709e8a08a620804029dd','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:02.000000','Poste 1','Camille','announce','announced','HRRRPFDSVLLG','01a21f20892a779080b34ea18dba4960','','2706a7f54fbdae762961085baf635858',0);
INSERT INTO "journal" VALUES('01a21f20899d70a7bd1179aed5f772ab','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:03.000000','Poste 1','Camille','receive','shelved','HRRRPFDSVLLG','01a21f20892a779080b34ea18dba4960','A-1','5adc5ff574d4b913a3a3d3de643d9326',0);
INSERT INTO "journal" VALUES('01a21f2089c577cfb824b1630a68d584','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:04.000000','Poste 1','Camille','announce','announced','KHFJJSRLXLRN','01a21f2089bb71fbbebd6ac60fee6136','','665e6bd61c0ce0f093b1ce452a1bdc55',0);
INSERT INTO "journal" VALUES('01a21f2089ea730f8cba5b52de1ea8c4','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:05.000000','Poste 1','Camille','receive','shelved','KHFJJSRLXLRN','01a21f2089bb71fbbebd6ac60fee6136','C-1','ae8df0117cf4f11679e19dde9b233785',0);
INSERT INTO "journal" VALUES('01a21f208a057578a8eb6c49457da848','01a21f2088377434a436274fbe975cf4','2026-11-23 11:00:06.000000','Poste 1','Camille','hand_over','collected','KHFJJSRLXLRN','01a21f2089bb71fbbebd6ac60fee6136','scanned','177ef6583cad9679e97e807e32c13bdf',0);
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
INSERT INTO "name_slip" VALUES('moeau','moreau');
INSERT INTO "name_slip" VALUES('morau','moreau');
INSERT INTO "name_slip" VALUES('morea','moreau');
INSERT INTO "name_slip" VALUES('moreau','moreau');
INSERT INTO "name_slip" VALUES('moreu','moreau');
INSERT INTO "name_slip" VALUES('mreau','moreau');
INSERT INTO "name_slip" VALUES('nne','anne');
INSERT INTO "name_slip" VALUES('oreau','moreau');
CREATE TABLE name_word (
	word VARCHAR NOT NULL, 
	CONSTRAINT pk_name_word PRIMARY KEY (word)
);
INSERT INTO "name_word" VALUES('eloise');
INSERT INTO "name_word" VALUES('lefevre');
INSERT INTO "name_word" VALUES('garnier');
INSERT INTO "name_word" VALUES('paul');
INSERT INTO "name_word" VALUES('anne');
INSERT INTO "name_word" VALUES('moreau');
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
	shelf_key VARCHAR NOT NULL, 
	CONSTRAINT pk_parcel PRIMARY KEY (id), 
	CONSTRAINT fk_parcel_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_parcel_order_id FOREIGN KEY(order_id) REFERENCES shop_order (id), 
	CONSTRAINT fk_parcel_pickup_id FOREIGN KEY(pickup_id) REFERENCES pickup (id), 
	CONSTRAINT fk_parcel_shelf_id FOREIGN KEY(shelf_id) REFERENCES shelf (id), 
	CONSTRAINT fk_parcel_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT uq_parcel_order_id_piece UNIQUE (order_id, piece)
);
INSERT INTO "parcel" VALUES('FXDVCGSHFKPP','01a21f2088377434a436274fbe975cf4','01a21f2088f676a59e989285c5bdbee6','01a21f2088f37575a195be621cedc124','01a21f2088997643b8006014d3258923',NULL,1,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','');
INSERT INTO "parcel" VALUES('XFDFJPCJJHXR','01a21f2088377434a436274fbe975cf4','01a21f2088f676a59e989285c5bdbee6','01a21f2088f37575a195be621cedc124','01a21f2088997643b8006014d3258923',NULL,2,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','');
INSERT INTO "parcel" VALUES('HRRRPFDSVLLG','01a21f2088377434a436274fbe975cf4','01a21f20892a750180ff5b4b793c79df','01a21f20892a779080b34ea18dba4960','01a21f2088997643b8006014d3258923','01a21f2089527ccd80cf7ea208d341fc',1,1,'ambient',0,0,'ready','2026-11-23 11:00:02.000000','2026-11-23 11:00:03.000000','2026-11-23 11:00:03.000000',NULL,'2026-11-30 11:00:03.000000','2026-11-23 11:00:03.000000','la belle plume','00004128','paul garnier','a00000001');
INSERT INTO "parcel" VALUES('KHFJJSRLXLRN','01a21f2088377434a436274fbe975cf4','01a21f2089bf7e55a90ce91bdd9e3314','01a21f2089bb71fbbebd6ac60fee6136','01a21f2088b77ade98692b59328d4181','01a21f2089d573668b612a78e52d6cfe',1,1,'chilled',0,0,'collected','2026-11-23 11:00:04.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:06.000000','2026-11-24 11:00:05.000000','2026-11-23 11:00:06.000000','fromagerie du marche','00002301','anne moreau','c00000001');
CREATE TABLE person (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
INSERT INTO "person" VALUES('01a21f2088eb7fbfa018c8e193bebd46','01a21f2088377434a436274fbe975cf4','Éloïse Lefèvre');
INSERT INTO "person" VALUES('01a21f20892376beac0cb1d439c5e9d3','01a21f2088377434a436274fbe975cf4','Paul Garnier');
INSERT INTO "person" VALUES('01a21f2089b97d4e83135f34943ecd2c','01a21f2088377434a436274fbe975cf4','Anne Moreau');
CREATE TABLE person_key (
	person_id VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	CONSTRAINT pk_person_key PRIMARY KEY (person_id, "key"), 
	CONSTRAINT fk_person_key_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_person_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "person_key" VALUES('01a21f2088eb7fbfa018c8e193bebd46','eloise lefevre','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f2088eb7fbfa018c8e193bebd46','eloise@exemple.fr','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f2088eb7fbfa018c8e193bebd46','lefevre eloise','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f20892376beac0cb1d439c5e9d3','garnier paul','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f20892376beac0cb1d439c5e9d3','paul garnier','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f20892376beac0cb1d439c5e9d3','paul@exemple.fr','01a21f2088377434a436274fbe975cf4',1);
INSERT INTO "person_key" VALUES('01a21f2089b97d4e83135f34943ecd2c','anne moreau','01a21f2088377434a436274fbe975cf4',0);
INSERT INTO "person_key" VALUES('01a21f2089b97d4e83135f34943ecd2c','anne@exemple.fr','01a21f2088377434a436274fbe975cf4',0);
INSERT INTO "person_key" VALUES('01a21f2089b97d4e83135f34943ecd2c','moreau anne','01a21f2088377434a436274fbe975cf4',0);
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
INSERT INTO "pickup" VALUES('01a21f2088f37575a195be621cedc124','01a21f2088377434a436274fbe975cf4','SSKSGSSBF','01a21f2088eb7fbfa018c8e193bebd46','2026-11-23 11:00:01.000000',NULL);
INSERT INTO "pickup" VALUES('01a21f20892a779080b34ea18dba4960','01a21f2088377434a436274fbe975cf4','PBPKXTHKL','01a21f20892376beac0cb1d439c5e9d3','2026-11-23 11:00:02.000000',NULL);
INSERT INTO "pickup" VALUES('01a21f2089bb71fbbebd6ac60fee6136','01a21f2088377434a436274fbe975cf4','GLXKBFBPN','01a21f2089b97d4e83135f34943ecd2c','2026-11-23 11:00:04.000000','2026-11-23 11:00:06.000000');
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
INSERT INTO "shelf" VALUES('01a21f2089527ccd80cf7ea208d341fc','01a21f2088377434a436274fbe975cf4','A-1','a00000001','KHTTXJD','ambient',NULL);
INSERT INTO "shelf" VALUES('01a21f2089d573668b612a78e52d6cfe','01a21f2088377434a436274fbe975cf4','C-1','c00000001','DVXKXRV','chilled',NULL);
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
INSERT INTO "shop" VALUES('01a21f2088997643b8006014d3258923','01a21f2088377434a436274fbe975cf4','La Belle Plume','la belle plume','','#5b6770',NULL,NULL,1,'[]',NULL);
INSERT INTO "shop" VALUES('01a21f2088a871d9875517c5bcefb1f2','01a21f2088377434a436274fbe975cf4','Maison Iris','maison iris','','#5b6770',NULL,NULL,1,'[]',NULL);
INSERT INTO "shop" VALUES('01a21f2088b77ade98692b59328d4181','01a21f2088377434a436274fbe975cf4','Fromagerie du Marché','fromagerie du marche','','#5b6770',NULL,NULL,1,'[]',NULL);
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
INSERT INTO "shop_order" VALUES('01a21f2088f676a59e989285c5bdbee6','01a21f2088377434a436274fbe975cf4','01a21f2088997643b8006014d3258923','01a21f2088eb7fbfa018c8e193bebd46','ref:4127','4127','4127','Éloïse Lefèvre','eloise@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:01.000000');
INSERT INTO "shop_order" VALUES('01a21f20892a750180ff5b4b793c79df','01a21f2088377434a436274fbe975cf4','01a21f2088997643b8006014d3258923','01a21f20892376beac0cb1d439c5e9d3','ref:4128','4128','4128','Paul Garnier','paul@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:02.000000');
INSERT INTO "shop_order" VALUES('01a21f2089bf7e55a90ce91bdd9e3314','01a21f2088377434a436274fbe975cf4','01a21f2088b77ade98692b59328d4181','01a21f2089b97d4e83135f34943ecd2c','ref:2301','2301','2301','Anne Moreau','anne@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:04.000000');
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
COMMIT;
