-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "zonesBefore" JSONB NOT NULL DEFAULT '[]';
