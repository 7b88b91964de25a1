import ByteIO
import CFeederSystem
import Shards
import Synchronization

/// The thread that fills the ring: order → block, decoded once → rows → slot.
///
/// Everything it writes to is made before it starts; once it has been through an epoch, it
/// allocates nothing as long as the data set has at most `SplitBlocks.openLimit` shards.
@safe final class Producer: @unchecked Sendable {
  private let ring: Ring
  private let memory: RingMemory
  private let sources: [any BlockSource]
  private var order: FeedOrder
  /// The producing thread's alone, like all that is `var` here.
  private var writer: RowWriter
  private let batchSize: Int
  private var scratch = BlockScratch()
  /// For each data set, the blocks kept decoded.
  private let kept: [[DecodedBlock]]
  /// What each slot holds, row by row.
  private let rows: UnsafeMutableBufferPointer<BatchRow>
  private let segments: UnsafeMutableBufferPointer<BatchSegments>
  private let firstStep: UInt64
  private let endStep: UInt64?
  private let processorNanoseconds = Atomic<UInt64>(0)
  private var thread: UInt64?

  init(
    ring: Ring, memory: RingMemory, sources: [any BlockSource], order: FeedOrder,
    layout: BatchLayout, steps: (first: UInt64, end: UInt64?)
  ) {
    self.ring = ring
    self.memory = memory
    self.sources = sources
    self.order = order
    writer = RowWriter(layout: layout, padToken: sources[0].padToken)
    batchSize = layout.rowCount
    kept = order.keptBlockCounts.map { count in (0..<count).map { _ in DecodedBlock() } }
    unsafe rows = .allocate(capacity: ring.slotCount * layout.rowCount)
    unsafe rows.initialize(repeating: .padding)
    unsafe segments = .allocate(capacity: ring.slotCount)
    unsafe segments.initialize(repeating: BatchSegments())
    firstStep = steps.first
    endStep = steps.end
  }

  deinit {
    unsafe rows.deallocate()
    unsafe segments.deallocate()
  }

  /// Starts the thread.
  func start() throws(Fault) {
    var made: UInt64 = 0
    // SAFETY: the thread gives back the one reference that is passed to it.
    let argument = unsafe Unmanaged.passRetained(self).toOpaque()
    let status = unsafe cprep_thread_start(
      "gpufeeder", { unsafe Unmanaged<Producer>.fromOpaque($0).takeRetainedValue().run() },
      argument, &made)
    guard status == 0 else {
      unsafe Unmanaged<Producer>.fromOpaque(argument).release()
      throw .system("start the producing thread", errorNumber: status)
    }
    thread = made
  }

  /// Waits for the thread's end, which a stopped ring brings about.
  func join() {
    if let thread { cprep_thread_join(thread) }
    thread = nil
  }

  /// Processor time of the thread up to its last batch.
  var seconds: Double { Double(processorNanoseconds.load(ordering: .relaxed)) * 1e-9 }

  /// The rows of a slot that the consumer has leased.
  func rows(ofSlot slot: Int) -> UnsafeBufferPointer<BatchRow> {
    unsafe UnsafeBufferPointer(rebasing: rows[(slot * batchSize)..<((slot + 1) * batchSize)])
  }

  /// The segments of a slot that the consumer has leased.
  func segments(ofSlot slot: Int) -> BatchSegments { unsafe segments[slot] }

  private func run() {
    var step = firstStep
    do throws(Fault) {
      while endStep.map({ step < $0 }) ?? true {
        guard let slot = ring.claim(step: step) else { return ring.finish(nil) }
        guard try fill(slot, step) else { return ring.finish(nil) }
        ring.publish(slot)
        processorNanoseconds.store(cprep_thread_nanoseconds(), ordering: .relaxed)
        step += 1
      }
      ring.finish(nil)
    } catch {
      ring.finish(error)
    }
  }

  /// Writes a batch; false where the ring was stopped meanwhile.
  private func fill(_ slot: Int, _ step: UInt64) throws(Fault) -> Bool {
    // SAFETY: a claimed slot is the producer's alone until it is published.
    let target = unsafe memory.slot(slot)
    writer.begin()
    for index in 0..<batchSize {
      guard let row = order.row(step: step, index: index) else {
        unsafe writer.writePadding(to: index, of: target)
        unsafe rows[slot * batchSize + index] = .padding
        continue
      }
      let block = kept[row.source][row.row.place]
      let number =
        sources[row.source].layout.rows(ofBlock: row.row.block).lowerBound + row.row.row
      if block.number != row.row.block {
        guard try read(row, number, into: block, step) else { return false }
      }
      unsafe writer.write(block.rows, row: row.row.row, to: index, of: target)
      unsafe rows[slot * batchSize + index] = BatchRow(
        row: Int64(number), dataSet: Int64(row.source))
    }
    unsafe writer.finish(target)
    unsafe segments[slot] = writer.segments
    return true
  }

  private func read(
    _ row: FeedOrder.Row, _ number: Int, into block: DecodedBlock, _ step: UInt64
  ) throws(Fault) -> Bool {
    let reading = ProducerActivity.reading(step: step, dataSet: row.source, block: row.row.block)
    guard ring.report(reading) else { return false }
    let source = sources[row.source]
    do {
      try source.read(row.row.block, into: block, &scratch)
    } catch {
      throw .block(
        error, shard: source.shardName(ofBlock: row.row.block),
        block: source.layout.blockInShard(row.row.block), row: number)
    }
    return ring.report(.writing(step: step))
  }
}
