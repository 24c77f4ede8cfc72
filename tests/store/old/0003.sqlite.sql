BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE clerk (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	active BOOLEAN NOT NULL, 
	pin_hash TEXT, 
	badge_hash VARCHAR, 
	wrong_tries INTEGER NOT NULL, 
	wait_until DATETIME, 
	CONSTRAINT pk_clerk PRIMARY KEY (id), 
	CONSTRAINT fk_clerk_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_clerk_badge_hash UNIQUE (badge_hash), 
	CONSTRAINT uq_clerk_hub_id_name_key UNIQUE (hub_id, name_key)
);
INSERT INTO "clerk" VALUES('01a220b3a02e745ab448f86076eeee48','01a220b388637d3a8403a5c8447f7e3b','Sacha','sacha','manager',1,'$argon2id$v=19$m=19456,t=2,p=1$fXHUVbB9Mpy/k/iirAbOzQ$YJZpSALRHAyXzCmkisC2NtOUBBCtRiHNAwDBKjX1JIA',NULL,0,NULL);
CREATE TABLE cold_spell (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	parcel_id VARCHAR(12) NOT NULL, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	why VARCHAR NOT NULL, 
	counter VARCHAR NOT NULL, 
	clerk VARCHAR NOT NULL, 
	CONSTRAINT pk_cold_spell PRIMARY KEY (id), 
	CONSTRAINT fk_cold_spell_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_cold_spell_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)
);
INSERT INTO "cold_spell" VALUES('01a220b3991f782ba15df47a69f1ede2','01a220b388637d3a8403a5c8447f7e3b','XJBTSDDGFNBF','2026-11-23 11:00:05.000000','2026-11-23 11:00:08.000000','intake','Poste 1','Camille');
CREATE TABLE contact (
	hub_id VARCHAR(32) NOT NULL, 
	value VARCHAR NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (hub_id, value), 
	CONSTRAINT fk_contact_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_contact_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "contact" VALUES('01a220b388637d3a8403a5c8447f7e3b','eloise@exemple.fr','01a220b38b4c7cbfa75f7f8c12657ea5');
INSERT INTO "contact" VALUES('01a220b388637d3a8403a5c8447f7e3b','paul@exemple.fr','01a220b38d597743a57475bacc6b763d');
INSERT INTO "contact" VALUES('01a220b388637d3a8403a5c8447f7e3b','anne@exemple.fr','01a220b3983a7935ac5972ae95a8ea68');
CREATE TABLE handover (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	pickup_id VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	counter VARCHAR NOT NULL, 
	clerk VARCHAR NOT NULL, 
	majority_seen BOOLEAN NOT NULL, 
	identity_seen VARCHAR NOT NULL, 
	proxy VARCHAR, 
	signature TEXT, 
	on_paper BOOLEAN NOT NULL, 
	CONSTRAINT pk_handover PRIMARY KEY (id), 
	CONSTRAINT fk_handover_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_handover_pickup_id FOREIGN KEY(pickup_id) REFERENCES pickup (id)
);
INSERT INTO "handover" VALUES('01a220b39b8871af9ce928a02c526d71','01a220b388637d3a8403a5c8447f7e3b','01a220b3985675519f6e23ec475c4f7d','2026-11-23 11:00:08.000000','Poste 2','Sacha',0,'card','Luc Petit','M0 0 L10 10',0);
CREATE TABLE hub (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_hub PRIMARY KEY (id)
);
INSERT INTO "hub" VALUES('01a220b388637d3a8403a5c8447f7e3b','Maison');
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
	seq INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (id), 
	CONSTRAINT fk_journal_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_journal_nonce_line UNIQUE (nonce, line)
);
INSERT INTO "journal" VALUES('01a220b38bfc719eb084ab49bfad257e','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','TCHDHKKFLXKG','01a220b38b8779d4959318e9486730b4','','fac9c94ac941db5aa099caeba511ad47',0,1,'ae70450ab1ab7c5648bd7b8f02ab3d37bca563320fb7e13d877e13ef59a2457c');
INSERT INTO "journal" VALUES('01a220b38bfc7450b132f7fd64e14287','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:01.000000','Poste 1','Camille','announce','announced','PPRGDRHFFSPJ','01a220b38b8779d4959318e9486730b4','','fac9c94ac941db5aa099caeba511ad47',1,2,'608c59f9e6177e3fc83bd669e3ab68ecd14240fb77e2cf8beaff33b24b584af2');
INSERT INTO "journal" VALUES('01a220b38da171658b9609a79482965f','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:02.000000','Poste 1','Camille','announce','announced','HBXTPFCVVSSG','01a220b38d797e988768c4fa2b283308','','01bc981288145a34cdb427c420c7ab94',0,3,'88723cb465fc6ef7973da67b6b4998a62e36609e9516e3c651d4d44e1c429a6b');
INSERT INTO "journal" VALUES('01a220b397a57b428eb7741b693f27f3','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:03.000000','Poste 1','Camille','receive','shelved','HBXTPFCVVSSG','01a220b38d797e988768c4fa2b283308','A-1','a8b932fdd25e2ac5df9fbcf84624e41c',0,4,'b38aadc08ab359b5ae6489a4f24ffdf35c6b314de795a5899e92f854be029787');
INSERT INTO "journal" VALUES('01a220b398717eca85d5b29a1eeb7f4e','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:04.000000','Poste 1','Camille','announce','announced','XJBTSDDGFNBF','01a220b3985675519f6e23ec475c4f7d','','792b5a583d7b89d19cb88abf920b51e6',0,5,'dfcc90d62442358148533de719f3cc67cad860b93e837c532c9e2f40a41aa18c');
INSERT INTO "journal" VALUES('01a220b399227083ab8131f05f093fb4','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:05.000000','Poste 1','Camille','receive','shelved','XJBTSDDGFNBF','01a220b3985675519f6e23ec475c4f7d','C-1','6a70705be302502f831b9803486936c5',0,6,'d8656f291c69fc8ca5a2602507e853dd262075b52edac5a3056bb9fce19971d1');
INSERT INTO "journal" VALUES('01a220b39a4b75cea299877826829932','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:06.000000','Poste 1','Camille','take_out','taken_out','XJBTSDDGFNBF','01a220b3985675519f6e23ec475c4f7d','','5388b34384ec0a92383dd97712ba24eb',0,7,'b63cb8c692dae02ecb4843bef7ee0607bac85a2bc9f88dccd6bca549d62962ee');
INSERT INTO "journal" VALUES('01a220b39af876dda9e19d88de8b99b7','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:07.000000','Poste 2','Sacha','tell_proxy','proxy_told',NULL,'01a220b3985675519f6e23ec475c4f7d','','c9755b90992fb49f679727ce5bbbf1c0',0,1,'0bb3ff6a3302f89cb9c073b1a085de46ac9c61a058fe2a800836279c34a22d95');
INSERT INTO "journal" VALUES('01a220b39bef76898c87e3761844effd','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:08.000000','Poste 2','Sacha','hand_over','collected','XJBTSDDGFNBF','01a220b3985675519f6e23ec475c4f7d','scanned identity proxy signature paid','cc233445593f9bd4c532ade44a78867e',0,2,'ddba94b10a78cb9192c8c31c7b168977765e71f82d91dc4cf335799f5b23f38d');
INSERT INTO "journal" VALUES('01a220b3a0467fde97e75caf6f9f65da','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:09.000000','Poste 1','Camille','save_clerk','saved',NULL,NULL,'01a220b3a02e745ab448f86076eeee48','06dd8b79155dd0b0818d81a2f2b37070',0,8,'06e1ac7f713ca56e0fe7f3d4a85b371e26504b9f1e1dbc4ddde8fd15b8fb3268');
INSERT INTO "journal" VALUES('01a220b3a08374d88fdc1008ea2ae2f0','01a220b388637d3a8403a5c8447f7e3b','2026-11-23 11:00:10.000000','Poste 1','Camille','look','unknown_code',NULL,NULL,'','fd87b2a737a6857b49fd484b3940a828',0,9,'d7d61e6adb826e3bf00743821b5763d1142401a4192d9172d7e6d8d26bb3fdfa');
CREATE TABLE journal_head (
	hub_id VARCHAR(32) NOT NULL, 
	counter VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_journal_head PRIMARY KEY (hub_id, counter), 
	CONSTRAINT fk_journal_head_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
INSERT INTO "journal_head" VALUES('01a220b388637d3a8403a5c8447f7e3b','Poste 1',9);
INSERT INTO "journal_head" VALUES('01a220b388637d3a8403a5c8447f7e3b','Poste 2',2);
CREATE TABLE message (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	once VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	person_id VARCHAR(32), 
	shop_id VARCHAR(32), 
	pickup_id VARCHAR(32), 
	parcel_ids TEXT NOT NULL, 
	day VARCHAR NOT NULL, 
	address VARCHAR, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	trouble TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	next_try_at DATETIME, 
	claimed_by VARCHAR, 
	claimed_until DATETIME, 
	sent_at DATETIME, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT fk_message_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_message_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_message_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT fk_message_pickup_id FOREIGN KEY(pickup_id) REFERENCES pickup (id), 
	CONSTRAINT uq_message_hub_id_once UNIQUE (hub_id, once)
);
INSERT INTO "message" VALUES('01a220b397a77d8ab492537646ae0a44','01a220b388637d3a8403a5c8447f7e3b','ready:01a220b38d797e988768c4fa2b283308','ready','email','01a220b38d597743a57475bacc6b763d',NULL,'01a220b38d797e988768c4fa2b283308','HBXTPFCVVSSG','',NULL,'waiting',0,'','2026-11-23 11:00:03.000000','2026-11-23 11:03:03.000000',NULL,NULL,NULL);
INSERT INTO "message" VALUES('01a220b399557797a09d992c72e840d7','01a220b388637d3a8403a5c8447f7e3b','ready:01a220b3985675519f6e23ec475c4f7d','ready','email','01a220b3983a7935ac5972ae95a8ea68',NULL,'01a220b3985675519f6e23ec475c4f7d','XJBTSDDGFNBF','',NULL,'waiting',0,'','2026-11-23 11:00:05.000000','2026-11-23 11:03:05.000000',NULL,NULL,NULL);
INSERT INTO "message" VALUES('01a220b39c3276aeb04c862d28583126','01a220b388637d3a8403a5c8447f7e3b','collected:cc233445593f9bd4c532ade44a78867e','collected','email','01a220b3983a7935ac5972ae95a8ea68',NULL,'01a220b3985675519f6e23ec475c4f7d','XJBTSDDGFNBF','',NULL,'waiting',0,'','2026-11-23 11:00:08.000000','2026-11-23 11:03:08.000000',NULL,NULL,NULL);
CREATE TABLE message_text (
	hub_id VARCHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	subject TEXT NOT NULL, 
	body TEXT NOT NULL, 
	sms TEXT NOT NULL, 
	CONSTRAINT pk_message_text PRIMARY KEY (hub_id, kind, language), 
	CONSTRAINT fk_message_text_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
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
	shelf_key VARCHAR NOT NULL, label_job_id VARCHAR(32), slot_at DATETIME, handover_id VARCHAR(32), return_reason VARCHAR, warm_since DATETIME, warm_seconds INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_parcel PRIMARY KEY (id), 
	CONSTRAINT fk_parcel_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_parcel_order_id FOREIGN KEY(order_id) REFERENCES shop_order (id), 
	CONSTRAINT fk_parcel_pickup_id FOREIGN KEY(pickup_id) REFERENCES pickup (id), 
	CONSTRAINT fk_parcel_shelf_id FOREIGN KEY(shelf_id) REFERENCES shelf (id), 
	CONSTRAINT fk_parcel_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT uq_parcel_order_id_piece UNIQUE (order_id, piece)
);
INSERT INTO "parcel" VALUES('TCHDHKKFLXKG','01a220b388637d3a8403a5c8447f7e3b','01a220b38b977ba6adb2a4601e38dda8','01a220b38b8779d4959318e9486730b4','01a220b3897578609d76a478782bd473',NULL,1,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "parcel" VALUES('PPRGDRHFFSPJ','01a220b388637d3a8403a5c8447f7e3b','01a220b38b977ba6adb2a4601e38dda8','01a220b38b8779d4959318e9486730b4','01a220b3897578609d76a478782bd473',NULL,2,2,'ambient',0,0,'announced','2026-11-23 11:00:01.000000',NULL,NULL,NULL,NULL,'2026-11-23 11:00:01.000000','la belle plume','00004127','eloise lefevre','',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "parcel" VALUES('HBXTPFCVVSSG','01a220b388637d3a8403a5c8447f7e3b','01a220b38d7a7617adeec3f053777909','01a220b38d797e988768c4fa2b283308','01a220b3897578609d76a478782bd473','01a220b38ca774018d4a877f8d27616f',1,1,'ambient',0,0,'ready','2026-11-23 11:00:02.000000','2026-11-23 11:00:03.000000','2026-11-23 11:00:03.000000',NULL,'2026-12-01 18:00:00.000000','2026-11-23 11:00:03.000000','la belle plume','00009001','paul garnier','a00000001',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "parcel" VALUES('XJBTSDDGFNBF','01a220b388637d3a8403a5c8447f7e3b','01a220b398577abb9356537b092cd7b0','01a220b3985675519f6e23ec475c4f7d','01a220b38a027ca7be12ea00133a42ea','01a220b38d097d608e02c8fee0b4815e',1,1,'chilled',0,0,'collected','2026-11-23 11:00:04.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:05.000000','2026-11-23 11:00:08.000000','2026-11-24 11:00:05.000000','2026-11-23 11:00:08.000000','fromagerie du marche','00009002','anne petit','c00000001','01a220b3997272a5924324d045509a60',NULL,'01a220b39b8871af9ce928a02c526d71',NULL,NULL,3);
CREATE TABLE payment (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	order_id VARCHAR(32) NOT NULL, 
	shop_id VARCHAR(32) NOT NULL, 
	handover_id VARCHAR(32), 
	amount_cents INTEGER NOT NULL, 
	method VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	counter VARCHAR NOT NULL, 
	clerk VARCHAR NOT NULL, 
	CONSTRAINT pk_payment PRIMARY KEY (id), 
	CONSTRAINT fk_payment_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_payment_order_id FOREIGN KEY(order_id) REFERENCES shop_order (id), 
	CONSTRAINT fk_payment_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT fk_payment_handover_id FOREIGN KEY(handover_id) REFERENCES handover (id)
);
INSERT INTO "payment" VALUES('01a220b39ba877a393e92b4c21fb56aa','01a220b388637d3a8403a5c8447f7e3b','01a220b398577abb9356537b092cd7b0','01a220b38a027ca7be12ea00133a42ea','01a220b39b8871af9ce928a02c526d71',1250,'card','2026-11-23 11:00:08.000000','Poste 2','Sacha');
CREATE TABLE person (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, language VARCHAR, forgotten_at DATETIME, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id)
);
INSERT INTO "person" VALUES('01a220b38b4c7cbfa75f7f8c12657ea5','01a220b388637d3a8403a5c8447f7e3b','Éloïse Lefèvre',NULL,NULL);
INSERT INTO "person" VALUES('01a220b38d597743a57475bacc6b763d','01a220b388637d3a8403a5c8447f7e3b','Paul Garnier',NULL,NULL);
INSERT INTO "person" VALUES('01a220b3983a7935ac5972ae95a8ea68','01a220b388637d3a8403a5c8447f7e3b','Anne Petit',NULL,NULL);
CREATE TABLE person_key (
	person_id VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	CONSTRAINT pk_person_key PRIMARY KEY (person_id, "key"), 
	CONSTRAINT fk_person_key_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_person_key_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "person_key" VALUES('01a220b38b4c7cbfa75f7f8c12657ea5','eloise lefevre','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b38b4c7cbfa75f7f8c12657ea5','eloise@exemple.fr','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b38b4c7cbfa75f7f8c12657ea5','lefevre eloise','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b38d597743a57475bacc6b763d','garnier paul','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b38d597743a57475bacc6b763d','paul garnier','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b38d597743a57475bacc6b763d','paul@exemple.fr','01a220b388637d3a8403a5c8447f7e3b',1);
INSERT INTO "person_key" VALUES('01a220b3983a7935ac5972ae95a8ea68','anne petit','01a220b388637d3a8403a5c8447f7e3b',0);
INSERT INTO "person_key" VALUES('01a220b3983a7935ac5972ae95a8ea68','anne@exemple.fr','01a220b388637d3a8403a5c8447f7e3b',0);
INSERT INTO "person_key" VALUES('01a220b3983a7935ac5972ae95a8ea68','petit anne','01a220b388637d3a8403a5c8447f7e3b',0);
CREATE TABLE pickup (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, proxy VARCHAR, 
	CONSTRAINT pk_pickup PRIMARY KEY (id), 
	CONSTRAINT fk_pickup_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_pickup_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_pickup_code UNIQUE (code)
);
INSERT INTO "pickup" VALUES('01a220b38b8779d4959318e9486730b4','01a220b388637d3a8403a5c8447f7e3b','GHVJVLNGL','01a220b38b4c7cbfa75f7f8c12657ea5','2026-11-23 11:00:01.000000',NULL,NULL);
INSERT INTO "pickup" VALUES('01a220b38d797e988768c4fa2b283308','01a220b388637d3a8403a5c8447f7e3b','BTGCPJRLH','01a220b38d597743a57475bacc6b763d','2026-11-23 11:00:02.000000',NULL,NULL);
INSERT INTO "pickup" VALUES('01a220b3985675519f6e23ec475c4f7d','01a220b388637d3a8403a5c8447f7e3b','LVLDJJCVN','01a220b3983a7935ac5972ae95a8ea68','2026-11-23 11:00:04.000000','2026-11-23 11:00:08.000000','Luc Petit');
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
INSERT INTO "print_job" VALUES('01a220b3997272a5924324d045509a60','01a220b388637d3a8403a5c8447f7e3b','Poste 1','Camille','parcel_label','["XJBTSDDGFNBF"]',0,'waiting',0,'','','2026-11-23 11:00:05.000000',NULL,NULL);
CREATE TABLE remark (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	parcel_id VARCHAR(12) NOT NULL, 
	nonce VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	picture BLOB, 
	CONSTRAINT pk_remark PRIMARY KEY (id), 
	CONSTRAINT fk_remark_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_remark_parcel_id FOREIGN KEY(parcel_id) REFERENCES parcel (id)
);
CREATE TABLE shelf (
	id VARCHAR(32) NOT NULL, 
	hub_id VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	code_key VARCHAR NOT NULL, 
	tag VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	capacity INTEGER, for_returns BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_shelf PRIMARY KEY (id), 
	CONSTRAINT fk_shelf_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_shelf_hub_id_code_key UNIQUE (hub_id, code_key), 
	CONSTRAINT uq_shelf_tag UNIQUE (tag)
);
INSERT INTO "shelf" VALUES('01a220b38ca774018d4a877f8d27616f','01a220b388637d3a8403a5c8447f7e3b','A-1','a00000001','VXHFLJT','ambient',NULL,0);
INSERT INTO "shelf" VALUES('01a220b38d097d608e02c8fee0b4815e','01a220b388637d3a8403a5c8447f7e3b','C-1','c00000001','GSCKDNT','chilled',NULL,0);
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
	hold_days INTEGER, hold_chilled_hours INTEGER, hold_frozen_days INTEGER, hold_hot_hours INTEGER, prepaid BOOLEAN DEFAULT 0 NOT NULL, identity_check BOOLEAN DEFAULT 0 NOT NULL, language VARCHAR DEFAULT 'fr' NOT NULL, told VARCHAR DEFAULT 'each' NOT NULL, 
	CONSTRAINT pk_shop PRIMARY KEY (id), 
	CONSTRAINT fk_shop_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT uq_shop_hub_id_name_key UNIQUE (hub_id, name_key)
);
INSERT INTO "shop" VALUES('01a220b3897578609d76a478782bd473','01a220b388637d3a8403a5c8447f7e3b','La Belle Plume','la belle plume','','#5b6770',NULL,NULL,1,'[]',NULL,NULL,NULL,NULL,0,0,'fr','each');
INSERT INTO "shop" VALUES('01a220b389d276ac812297ca3aa21e67','01a220b388637d3a8403a5c8447f7e3b','Maison Iris','maison iris','','#5b6770',NULL,NULL,1,'[]',NULL,NULL,NULL,NULL,0,0,'fr','each');
INSERT INTO "shop" VALUES('01a220b38a027ca7be12ea00133a42ea','01a220b388637d3a8403a5c8447f7e3b','Fromagerie du Marché','fromagerie du marche','','#5b6770',NULL,NULL,1,'[]',NULL,NULL,NULL,NULL,0,0,'fr','each');
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
	announced_at DATETIME NOT NULL, paid_cents INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_shop_order PRIMARY KEY (id), 
	CONSTRAINT fk_shop_order_hub_id FOREIGN KEY(hub_id) REFERENCES hub (id), 
	CONSTRAINT fk_shop_order_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_shop_order_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id), 
	CONSTRAINT uq_shop_order_shop_id_match_key UNIQUE (shop_id, match_key)
);
INSERT INTO "shop_order" VALUES('01a220b38b977ba6adb2a4601e38dda8','01a220b388637d3a8403a5c8447f7e3b','01a220b3897578609d76a478782bd473','01a220b38b4c7cbfa75f7f8c12657ea5','ref:4127','4127','4127','Éloïse Lefèvre','eloise@exemple.fr',NULL,'',NULL,0,'','',NULL,'2026-11-23 11:00:01.000000',0);
INSERT INTO "shop_order" VALUES('01a220b38d7a7617adeec3f053777909','01a220b388637d3a8403a5c8447f7e3b','01a220b3897578609d76a478782bd473','01a220b38d597743a57475bacc6b763d','ref:9001','9001','9001','Paul Garnier','paul@exemple.fr',NULL,'',NULL,NULL,'','',NULL,'2026-11-23 11:00:02.000000',0);
INSERT INTO "shop_order" VALUES('01a220b398577abb9356537b092cd7b0','01a220b388637d3a8403a5c8447f7e3b','01a220b38a027ca7be12ea00133a42ea','01a220b3983a7935ac5972ae95a8ea68','ref:9002','9002','9002','Anne Petit','anne@exemple.fr',NULL,'',NULL,1250,'','',NULL,'2026-11-23 11:00:04.000000',1250);
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
CREATE INDEX ix_print_job_open ON print_job (hub_id, counter, id) WHERE state IN ('failed', 'sending', 'waiting');
CREATE INDEX ix_parcel_open_slot_at ON parcel (hub_id, slot_at, id, state, shop_id, zone) WHERE state IN ('announced', 'missing', 'ready', 'received', 'returning');
CREATE INDEX ix_parcel_marked ON parcel (hub_id, keep_until, id) WHERE return_reason IS NOT NULL AND state IN ('ready', 'received');
CREATE INDEX ix_parcel_warm ON parcel (hub_id, warm_since) WHERE warm_since IS NOT NULL;
CREATE INDEX ix_parcel_was_warm ON parcel (hub_id, warm_seconds) WHERE warm_seconds > 0 AND state IN ('ready', 'received');
CREATE INDEX ix_parcel_handover_id ON parcel (handover_id) WHERE handover_id IS NOT NULL;
CREATE INDEX ix_handover_pickup_id ON handover (pickup_id);
CREATE INDEX ix_handover_hub_id_at ON handover (hub_id, at);
CREATE INDEX ix_payment_order_id ON payment (order_id);
CREATE INDEX ix_payment_hub_id_at ON payment (hub_id, at);
CREATE INDEX ix_cold_spell_parcel_id ON cold_spell (parcel_id);
CREATE INDEX ix_cold_spell_hub_id_began_at ON cold_spell (hub_id, began_at);
CREATE INDEX ix_remark_parcel_id ON remark (parcel_id);
CREATE INDEX ix_remark_nonce ON remark (nonce);
CREATE INDEX ix_message_person_id ON message (person_id);
CREATE INDEX ix_message_hub_id_made_at ON message (hub_id, made_at);
CREATE INDEX ix_message_unsent ON message (hub_id, id) WHERE state IN ('failed', 'handing', 'perhaps', 'sending', 'waiting');
CREATE INDEX ix_message_due ON message (hub_id, next_try_at) WHERE state = 'waiting';
CREATE INDEX ix_message_claimed ON message (hub_id, claimed_until) WHERE claimed_until IS NOT NULL;
CREATE INDEX ix_message_to_see ON message (hub_id) WHERE state IN ('failed', 'perhaps');
CREATE INDEX ix_message_statement ON message (hub_id, day) WHERE kind = 'statement';
CREATE INDEX ix_journal_hub_id_at_id ON journal (hub_id, at, id);
CREATE INDEX ix_journal_parcel_id ON journal (parcel_id);
CREATE INDEX ix_journal_wrong_code ON journal (hub_id, counter, at) WHERE verdict IN ('misread', 'too_many_codes', 'unknown_code');
CREATE UNIQUE INDEX uq_journal_hub_id_counter_seq ON journal (hub_id, counter, seq);
CREATE TRIGGER journal_guard_update BEFORE UPDATE ON journal  BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_guard_delete BEFORE DELETE ON journal  BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
CREATE TRIGGER journal_guard_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR nonce = NEW.nonce AND line = NEW.line OR hub_id = NEW.hub_id AND counter = NEW.counter AND seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END;
COMMIT;
