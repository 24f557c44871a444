-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "revision" DOUBLE PRECISION NOT NULL DEFAULT random();

-- AlterTable
ALTER TABLE "Programme" ADD COLUMN     "revision" DOUBLE PRECISION NOT NULL DEFAULT random();

-- CreateIndex
CREATE INDEX "Update_activityId_leavesAt_idx" ON "Update"("activityId", "leavesAt");

-- Revisions: what was read of a programme or an activity may be used again for as long as its revision stands, so every change of
-- a row that such a reading shows gives it another one, in the same transaction. This is done at the commit, so that reports on one
-- activity wait for one another only there. A revision is drawn, not counted: none comes back when a backup is restored.

CREATE FUNCTION "drawRevision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."revision" := random();
  RETURN NEW;
END $$;

CREATE TRIGGER "revision" BEFORE UPDATE ON "Programme" FOR EACH ROW EXECUTE FUNCTION "drawRevision"();
CREATE TRIGGER "revision" BEFORE UPDATE ON "Activity" FOR EACH ROW EXECUTE FUNCTION "drawRevision"();

-- A row that this transaction has written is revised already.
CREATE FUNCTION "reviseProgrammes"("ids" int[]) RETURNS void LANGUAGE sql AS $$
  UPDATE "Programme" SET "revision" = 0 WHERE "id" = ANY("ids") AND xmin <> pg_current_xact_id()::xid
$$;

CREATE FUNCTION "reviseActivities"("ids" int[]) RETURNS void LANGUAGE sql AS $$
  UPDATE "Activity" SET "revision" = 0 WHERE "id" = ANY("ids") AND xmin <> pg_current_xact_id()::xid
$$;

CREATE FUNCTION "reviseItsActivity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseActivities"(ARRAY[OLD."activityId", NEW."activityId"]);
  RETURN NULL;
END $$;

CREATE FUNCTION "reviseUpdatedActivity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseActivities"(ARRAY(SELECT "activityId" FROM "Update" WHERE "id" IN (OLD."updateId", NEW."updateId")));
  RETURN NULL;
END $$;

CREATE FUNCTION "reviseEvidencedActivity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseActivities"(ARRAY(
    SELECT "activityId" FROM "Update" WHERE "id" IN (OLD."updateId", NEW."updateId")
    UNION SELECT "activityId" FROM "Milestone" WHERE "id" IN (OLD."milestoneId", NEW."milestoneId")
    UNION SELECT "activityId" FROM "Commitment" WHERE "id" IN (OLD."commitmentId", NEW."commitmentId")));
  RETURN NULL;
END $$;

CREATE FUNCTION "reviseAllActivities"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseActivities"(ARRAY(SELECT "id" FROM "Activity" ORDER BY "id"));
  RETURN NULL;
END $$;

CREATE FUNCTION "reviseItsProgramme"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseProgrammes"(ARRAY[OLD."programmeId", NEW."programmeId"]);
  RETURN NULL;
END $$;

-- Who takes part in a quiet activity stands with its name.
CREATE FUNCTION "reviseProgrammeOfQuiet"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseProgrammes"(ARRAY(SELECT "programmeId" FROM "Activity"
    WHERE "id" IN (OLD."activityId", NEW."activityId") AND "quietUntil" IS NOT NULL));
  RETURN NULL;
END $$;

CREATE FUNCTION "reviseAllProgrammes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "reviseProgrammes"(ARRAY(SELECT "id" FROM "Programme" ORDER BY "id"));
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Participation"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Milestone"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Commitment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Confirmation"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Update"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "UpdateVersion"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseUpdatedActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER INSERT OR UPDATE OR DELETE ON "Evidence"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseEvidencedActivity"();
CREATE CONSTRAINT TRIGGER "activityRevision" AFTER UPDATE OF "name", "administrationId" ON "Person"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseAllActivities"();

CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Meeting"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsProgramme"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Region"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsProgramme"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Area"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsProgramme"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR DELETE OR
    UPDATE OF "programmeId", "areaId", "code", "position", "title", "quietUntil" ON "Activity"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsProgramme"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "ProgrammeAdministration"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseItsProgramme"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Participation"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseProgrammeOfQuiet"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR DELETE OR UPDATE OF "key", "name", "adoptedOn", "closedAt" ON "Programme"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseAllProgrammes"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Administration"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseAllProgrammes"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Role"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseAllProgrammes"();
CREATE CONSTRAINT TRIGGER "programmeRevision" AFTER INSERT OR UPDATE OR DELETE ON "Account"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "reviseAllProgrammes"();
