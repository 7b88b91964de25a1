// Records: the values that cross from one stage to the next.
//
// In: nothing. Out: nothing. This module reads no file, calls no library and imports nothing;
// it only names what the stages tell each other, in the order the data flows:
//
//     UnitSegment, RecordOrigin     where bytes came from          Ingest ─▶ everyone
//     ConversationBatch             parsed records, one text arena Ingest ─▶ Filters ─▶ Tokenizer
//     ToolSpelling                  what a template makes of tools Tokenizer ─▶ Ingest
//     TokenBatch                    ids and trained spans          Tokenizer ─▶ Shards (parts)
//     Exchange                      where a conversation can be cut Tokenizer ─▶ Planner
//     RecordFacts                   what the plan knows of one     Shards (parts) ─▶ Planner
//     RowPlan                       every row as a list of pieces  Planner ─▶ Shards (assembly)
//     Rejection, RejectionReason    why a record is not there      everyone ─▶ the report
