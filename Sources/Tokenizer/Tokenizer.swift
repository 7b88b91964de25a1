// Tokenizer: text to token ids and back, and conversations to rows with their trained part.
//
// In:   the bytes of Meta's `tokenizer.model`; UTF-8 text; `ConversationBatch`es.
// Out:  ids (`[UInt32]`, `TokenBatch`), and for ids their bytes.
// Never: opens a file, allocates for a piece of text, or lets an id depend on a cache, a thread
//        or the length of a call. The same bytes always give the same ids.
//
//     Vocabulary            tokens, ranks, special tokens; immutable, shared by all workers
//     PieceScanner          where the pretokenizer's regular expression cuts a text
//     Encoder               one worker's pieces to ids: cache, whole-piece lookup, merges
//     ConversationEncoder   one worker's conversations to ids and trained spans by a ChatTemplate
//     Templates/            each chat template in a file, and the list of them
//     TokenSink             what a template writes to: ids, and what they are called
//     Reference/            the slow and obvious twins that tests compare the above with
//
// Exactness: ids equal those of tiktoken 0.14 and tokenizers 0.23 with Llama 3's vocabulary and
// Unicode 16.0; docs/TOKENIZER.md states the rules.
