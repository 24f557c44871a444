-- Nudges that stand somewhere, by when they were posted: every change looks through those of 60 days. Prisma's schema cannot say it.
CREATE INDEX "Delivery_posted_nudges_idx" ON "Delivery"("sentAt") WHERE "kind" = 'nudge' AND "messageRef" IS NOT NULL;
