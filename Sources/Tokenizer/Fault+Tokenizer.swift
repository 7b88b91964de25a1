package import ByteIO

// Why a vocabulary could not be read or ids could not be decoded: the place, what was expected and
// what was found.

extension Fault.Kind {
  /// A file is no vocabulary that can be used, or an id is not in the vocabulary.
  package static let tokenizer = Self("tokenizer")
}

extension Fault {
  /// A line of the model file is not a token in base64, a space and a rank.
  package static func malformedLine(line: Int) -> Fault {
    .line(line, "expected a token in base64, one space and its rank")
  }

  /// A line's token is not canonical base64.
  package static func badBase64(line: Int) -> Fault {
    .line(line, "the token is not canonical base64")
  }

  /// A line's token has no bytes.
  package static func emptyToken(line: Int) -> Fault {
    .line(line, "expected a token of at least one byte, found none")
  }

  /// A line's token has more bytes than any token of the family.
  package static func longToken(line: Int, byteCount: Int, limit: Int) -> Fault {
    .line(line, "expected a token of at most \(limit) bytes, found \(byteCount)")
  }

  /// A line's rank is not the number of tokens before it.
  package static func rank(line: Int, expected: Int, found: String) -> Fault {
    .line(
      line,
      "expected rank \(expected), found '\(found)'; ranks must count up from 0 without a gap")
  }

  /// A line's token stands on an earlier line.
  package static func duplicateToken(line: Int, firstLine: Int) -> Fault {
    .line(line, "the token stands already on line \(firstLine)")
  }

  private static func line(_ number: Int, _ text: String) -> Fault {
    Fault(.tokenizer, "tokenizer model, line \(number): \(text)")
  }

  /// The file has another number of tokens than vocabularies of the family have.
  package static func tokenCount(expected: Int, found: Int) -> Fault {
    .otherFamily("expected \(expected) tokens, found \(found)")
  }

  /// Tokens can be cut into two tokens in more ways than in any vocabulary of the family.
  package static func tooManyPairs(limit: Int) -> Fault {
    .otherFamily("expected at most \(limit) ways to cut a token into two tokens, found more")
  }

  /// More tokens or pairs of them than chance allows stand together in a table that they are looked
  /// up in.
  package static func crowdedTable(limit: Int) -> Fault {
    .otherFamily(
      "expected at most \(limit) tokens or pairs of them whose hashes stand together, found more")
  }

  private static func otherFamily(_ text: String) -> Fault {
    Fault(.tokenizer, "tokenizer model: \(text); is this the tokenizer.model of Llama 3?")
  }

  /// No token stands for this byte alone, so not every text could be encoded.
  package static func missingByte(_ byte: UInt8) -> Fault {
    Fault(
      .tokenizer, "tokenizer model: no token for the single byte \(byte); every byte needs one")
  }

  /// A `tokenizer.json` is malformed, or says something that would make other ids.
  package static func tokenizerFile(_ detail: String) -> Fault {
    Fault(.tokenizer, "tokenizer.json: \(detail)")
  }

  /// An id is beyond the vocabulary; `index` counts the ids given from 0.
  package static func unknownToken(id: UInt32, index: Int, limit: UInt32) -> Fault {
    Fault(.tokenizer, "token \(index): expected an id below \(limit), found \(id)")
  }
}
