/// Keys that are known to carry nothing that a model could be trained on, so that nobody need be told
/// that they are not read.
enum PlainMetadata {
  /// Of a record.
  static let recordKeys: [StaticString] = [
    "id", "_id", "uuid", "guid", "idx", "index", "hash", "sha256", "md5", "fingerprint",
    "conversation_id", "prompt_id", "record_id", "sample_id", "question_id", "url", "source_url",
    "created_at", "updated_at", "timestamp", "date", "license", "language", "lang", "split",
    "category", "dataset", "dataset_name", "task", "task_name", "topic", "tags", "author",
    "num_turns", "num_tokens", "token_count", "length", "quality_score", "score",
  ]

  /// Of a message.
  ///
  /// What is called is told by its name, and not by the call's number.
  static let messageKeys: [StaticString] = [
    "id", "_id", "uuid", "index", "tool_call_id", "timestamp", "created_at", "date", "model",
  ]
}
