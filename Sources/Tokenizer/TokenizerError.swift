/// Why a vocabulary could not be read or ids could not be decoded.
package enum TokenizerError: Error, Equatable {
  /// A line of the model file is not a token in base64, a space and a rank.
  case malformedLine(line: Int)
  /// A line's token is not canonical base64.
  case badBase64(line: Int)
  /// A line's token has no bytes.
  case emptyToken(line: Int)
  /// A line's token has more bytes than any token of the family.
  case longToken(line: Int, byteCount: Int, limit: Int)
  /// A line's rank is not the number of tokens before it.
  case rank(line: Int, expected: Int, found: String)
  /// A line's token stands on an earlier line.
  case duplicateToken(line: Int, firstLine: Int)
  /// The file has another number of tokens than vocabularies of the family have.
  case tokenCount(expected: Int, found: Int)
  /// Tokens can be cut into two tokens in more ways than in any vocabulary of the family.
  case tooManyPairs(limit: Int)
  /// More tokens or pairs of them than chance allows stand together in a table that they are looked
  /// up in.
  case crowdedTable(limit: Int)
  /// No token stands for this byte alone, so not every text could be encoded.
  case missingByte(UInt8)
  /// A `tokenizer.json` is malformed, or says something that would make other ids.
  case tokenizerFile(String)
  /// An id is beyond the vocabulary; `index` counts the ids given from 0.
  case unknownToken(id: UInt32, index: Int, limit: UInt32)
}

extension TokenizerError: CustomStringConvertible {
  /// One line: the place, what was expected and what was found.
  package var description: String {
    switch self {
    case .malformedLine(let line):
      "tokenizer model, line \(line): expected a token in base64, one space and its rank"
    case .badBase64(let line):
      "tokenizer model, line \(line): the token is not canonical base64"
    case .emptyToken(let line):
      "tokenizer model, line \(line): expected a token of at least one byte, found none"
    case .longToken(let line, let byteCount, let limit):
      "tokenizer model, line \(line): expected a token of at most \(limit) bytes, "
        + "found \(byteCount)"
    case .rank(let line, let expected, let found):
      "tokenizer model, line \(line): expected rank \(expected), found '\(found)'; "
        + "ranks must count up from 0 without a gap"
    case .duplicateToken(let line, let firstLine):
      "tokenizer model, line \(line): the token stands already on line \(firstLine)"
    case .tokenCount(let expected, let found):
      "tokenizer model: expected \(expected) tokens, found \(found); "
        + "is this the tokenizer.model of Llama 3?"
    case .tooManyPairs(let limit):
      "tokenizer model: expected at most \(limit) ways to cut a token into two tokens, found more; "
        + "is this the tokenizer.model of Llama 3?"
    case .crowdedTable(let limit):
      "tokenizer model: expected at most \(limit) tokens or pairs of them whose hashes stand "
        + "together, found more; is this the tokenizer.model of Llama 3?"
    case .missingByte(let byte):
      "tokenizer model: no token for the single byte \(byte); every byte needs one"
    case .tokenizerFile(let detail):
      "tokenizer.json: \(detail)"
    case .unknownToken(let id, let index, let limit):
      "token \(index): expected an id below \(limit), found \(id)"
    }
  }
}
