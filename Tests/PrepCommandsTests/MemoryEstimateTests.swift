import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// What `prep plan-memory` adds up.
///
/// `python/tests/trainers/test_memory.py` compares it with autograd.
@Suite struct MemoryEstimateTests {
  private func estimate(_ shape: ModelShape = ModelShape.known[0]) -> MemoryEstimate {
    MemoryEstimate(
      shape: shape, bits: 4, rank: 64, batchSize: 1, sequenceLength: 2048,
      usesCheckpointing: true, hasFusedHead: false)
  }

  @Test func parametersAreThoseOfTheModels() {
    let counts = ModelShape.known.map { $0.linearParameterCount + $0.otherParameterCount }
    #expect(counts == [8_030_261_248, 70_553_706_496, 1_235_814_400, 3_212_749_824])
    #expect(ModelShape.known[0].adapterParameterCount(rank: 64) == 54_525_952)
  }

  @Test func aConfigurationSaysTheSame() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      #"{"hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"#
        + #""num_attention_heads":32,"num_key_value_heads":8,"vocab_size":128256}"#,
      to: "config.json")
    var shape = try ModelShape(readingFrom: path)
    shape.name = ModelShape.known[0].name
    #expect(shape == ModelShape.known[0])
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"hidden_size":0}"#, #"{"hidden_size":"4096"}"#,
    #"{"hidden_size":64,"intermediate_size":99999999999,"num_hidden_layers":1}"#,
  ])
  func whatIsNoConfigurationIsAnError(_ text: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "config.json")
    let error = #expect(throws: Fault.self) { try ModelShape(readingFrom: path) }
    #expect("\(error!)".contains("config.json"), "\(error!)")
  }

  @Test func largestBatchIsTheLastThatFits() {
    for shape in ModelShape.known {
      for device in [16e9, 24e9, 40e9, 80e9] {
        for isCheckpointed in [true, false] {
          var estimate = estimate(shape)
          estimate.usesCheckpointing = isCheckpointed
          let largest = estimate.largestBatch(on: device)
          estimate.batchSize = largest + 1
          #expect(!estimate.fits(device))
          estimate.batchSize = max(1, largest)
          #expect(estimate.fits(device) == (largest > 0))
        }
      }
    }
  }

  @Test func moreOfAnythingTakesMore() {
    let one = estimate()
    var other = one
    other.sequenceLength = 4096
    #expect(other.byteCount > one.byteCount)
    other = one
    other.usesCheckpointing = false
    #expect(other.activationByteCount > one.activationByteCount)
    other = one
    other.hasFusedHead = true
    #expect(one.byteCount - other.byteCount == one.logitByteCount)
    #expect(one.byteCount == one.parts.reduce(0) { $0 + $1.byteCount })
  }
}
