import ByteIO
import Pipeline
import Tokenizer

/// What of a model fits a data set, file by file.
struct ModelComparison {
  let folder: ModelFolder
  let wanted: DataSetNeeds
  /// The data set's directory; nil where none was given.
  let data: String?

  var findings: [Finding] {
    [tokenizer, vocabulary, template, padding, endOfTurn, length].compactMap { part in
      do throws(Fault) {
        return try part()
      } catch {
        return Finding(.fail, "model", "a file of it cannot be read", symptom: error.message)
      }
    }
  }

  // MARK: The tokenizer

  private func tokenizer() throws(Fault) -> Finding? {
    guard let path = folder.tokenizerPath else {
      return Finding(.warn, "tokenizer", "the model's directory has none, so ids are not compared")
    }
    let loaded: LoadedTokenizer
    do throws(Fault) {
      loaded = try LoadedTokenizer(path: path)
    } catch {
      return Finding(
        .fail, "tokenizer", "not of Llama 3's family", symptom: error.message,
        reason: "the data set's ids mean other tokens there, or none",
        mend: Mend(advice: "Take a model of the Llama 3 family."))
    }
    guard loaded.isTokenizer(ofFileWithSHA256: wanted.tokenizerSHA256),
      wanted.behaviourHash.map({ $0 == loaded.behaviourHash }) ?? true
    else {
      return Finding(
        .fail, "tokenizer", "gives other ids than the data set has",
        symptom: "prep_feeder: MismatchError: the tokenizer has another vocabulary",
        reason: "the data set was made with the file of sha256 \(wanted.tokenizerSHA256)",
        mend: Mend(advice: "Build the data set with --tokenizer \(folder.path)."))
    }
    return Finding(.ok, "tokenizer", "the same tokens, cut and merged alike")
  }

  private func vocabulary() throws(Fault) -> Finding? {
    guard let configuration = try folder.document("config.json"),
      let size: Int = try? configuration["vocab_size"].integer(0...(1 << 30))
    else {
      return Finding(.warn, "vocabulary", "no config.json with a vocab_size: not compared")
    }
    guard size >= wanted.tokenCount else {
      return Finding(
        .fail, "vocabulary",
        "\(Figures.count(size)) embeddings, and the data set has ids below "
          + Figures.count(wanted.tokenCount), value: JSONValue(size),
        symptom: "IndexError: index out of range in self, or a device-side assert",
        mend: Mend(advice: "Take a model of the Llama 3 family."))
    }
    return Finding(.ok, "vocabulary", "\(Figures.count(size)) embeddings", value: JSONValue(size))
  }

  // MARK: The chat template

  private func template() throws(Fault) -> Finding? {
    guard ChatTemplate(rawValue: wanted.templateName)?.rendersConversations == true else {
      return Finding(.ok, "template", "the data set has plain text, and needs none")
    }
    guard let text = try folder.chatTemplate() else {
      return Finding(
        .warn, "template", "the model has none; the data set was made with \(wanted.templateName)",
        symptom: "ValueError: tokenizer.chat_template is not set",
        reason: "it is a base model: training on prep's rows needs none, to talk with it does",
        mend: Mend(advice: "Give the trained tokenizer the chat template of the Instruct model."))
    }
    let digits = String(SHA256.hexDigest(of: Array(text.utf8).span).prefix(16))
    if digits == wanted.templateDigits {
      return Finding(.ok, "template", "the very text that \(wanted.templateName) follows")
    }
    let other = ChatTemplates.all.first { DataSetNeeds.digits($0.version) == digits }
    if let other {
      return Finding(
        .fail, "template", "the model's is \(other.name), the data set's \(wanted.templateName)",
        symptom: "prep_feeder: MismatchError: the tokenizer has another chat template",
        reason: "the model would be asked in other words than it was trained on",
        mend: Mend(advice: "Build the data set with --template \(other.name)."))
    }
    return Finding(
      .warn, "template", "another text than \(wanted.templateName)'s; it may render the same",
      reason: "texts are compared here, not what they render",
      mend: Mend(
        run: data.map { [comparingCommand($0)] } ?? [],
        advice: "prep_feeder.check renders conversations with it, and says whether ids differ."))
  }

  private func comparingCommand(_ data: String) -> String {
    "{python} -c 'import sys, transformers, prep_feeder; prep_feeder.check(sys.argv[1], "
      + "transformers.AutoTokenizer.from_pretrained(sys.argv[2]))' \(ShellText.quoted(data)) "
      + ShellText.quoted(folder.path)
  }

  // MARK: Ids

  private func padding() throws(Fault) -> Finding? {
    let names = ["generation_config.json", "config.json"]
    var found: (file: String, id: UInt32)?
    for name in names {
      if let id = ModelFolder.ids(try folder.document(name), "pad_token_id").first {
        found = (name, id)
      }
    }
    if let id = try tokenizerPadding() { found = ("tokenizer_config.json", id) }
    guard let found else {
      return Finding(
        .ok, "padding id", "the model names none; prep's trainers set \(wanted.padToken)",
        value: JSONValue(wanted.padToken))
    }
    guard found.id != wanted.padToken else {
      return Finding(.ok, "padding id", "\(found.id)", value: JSONValue(found.id))
    }
    let isEnd = found.id == wanted.endOfTurn || found.id == SpecialToken.endOfText
    return Finding(
      .fail, "padding id", "\(found.id) in \(found.file), the data set's is \(wanted.padToken)",
      value: JSONValue(found.id),
      symptom: "prep_feeder: MismatchError: the pad token is \(found.id)",
      reason: isEnd
        ? "what ends a text or turn is no padding: it would be left out of the loss"
        : "rows are filled up with \(wanted.padToken)",
      mend: Mend(
        advice: "Set model.config.pad_token_id and tokenizer.pad_token_id to \(wanted.padToken)."))
  }

  /// The id of the token that tokenizer_config.json names for padding.
  private func tokenizerPadding() throws(Fault) -> UInt32? {
    guard let configuration = try folder.document("tokenizer_config.json"),
      let token = try? configuration.optional("pad_token")
    else { return nil }
    let name = (try? token.string()) ?? (try? token["content"].string())
    let added = (try? configuration.optional("added_tokens_decoder")?.members()) ?? []
    let known = added.first { (try? $0.reader["content"].string()) == name }
    if let known { return UInt32(known.key) }
    let ids = SpecialToken.first..<(SpecialToken.first + UInt32(SpecialToken.count))
    return ids.first { SpecialToken.name(of: $0) == name }
  }

  private func endOfTurn() throws(Fault) -> Finding? {
    guard let end = wanted.endOfTurn else { return nil }
    var ends = ModelFolder.ids(try folder.document("generation_config.json"), "eos_token_id")
    // As transformers does where there is no such file.
    if ends.isEmpty { ends = ModelFolder.ids(try folder.document("config.json"), "eos_token_id") }
    let list = ends.map { "\($0)" }.joined(separator: ", ")
    let value = JSONValue.array(ends.map { JSONValue($0) })
    guard !ends.contains(end) else {
      return Finding(.ok, "end of turn", "\(end) is among eos_token_id (\(list))", value: value)
    }
    return Finding(
      .fail, "end of turn",
      "\(end) is not among eos_token_id (\(list.isEmpty ? "none" : list))", value: value,
      symptom: "the trained model does not stop: it goes on as user and assistant in turn",
      reason: "the data set teaches to end a turn with \(end), and generation does not stop there",
      mend: Mend(
        advice: "Set model.generation_config.eos_token_id = [128001, 128008, 128009] before it is "
          + "saved, as Llama 3.1 Instruct has it."))
  }

  private func length() throws(Fault) -> Finding? {
    guard let rowLength = wanted.rowLength,
      let configuration = try folder.document("config.json"),
      let most: Int = try? configuration["max_position_embeddings"].integer(1...(1 << 40))
    else { return nil }
    guard rowLength > most else {
      return Finding(
        .ok, "row length", "\(Figures.count(rowLength)) of \(Figures.count(most)) positions",
        value: JSONValue(most))
    }
    return Finding(
      .warn, "row length",
      "\(Figures.count(rowLength)), the model has \(Figures.count(most)) positions",
      value: JSONValue(most), reason: "records longer than that are beyond what the model knows",
      mend: Mend(advice: "prep repack with a --sequence-length of at most \(most)."))
  }
}
