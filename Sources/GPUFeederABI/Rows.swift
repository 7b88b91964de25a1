import ByteIO
public import CGPUFeeder
import GPUFeeder

// SAFETY: gpufeeder.h obliges callers to pass live handles, and targets of the stated types and sizes.

/// What a `gf_rows` points to: nil for null.
private func reference(_ rows: OpaquePointer?) -> FreeableReference<RowReader>? {
  unsafe rows.map {
    unsafe Unmanaged.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue()
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_open(
  _ directory: UnsafePointer<CChar>?, _ split: UnsafePointer<CChar>?,
  _ rows: UnsafeMutablePointer<OpaquePointer?>?, _ rowCount: UnsafeMutablePointer<UInt64>?,
  _ rowLength: UnsafeMutablePointer<UInt64>?, _ message: UnsafeMutablePointer<CChar>?,
  _ messageCapacity: Int
) -> gf_status {
  unsafe rows?.pointee = nil
  guard let directory = unsafe directory, let rows = unsafe rows, let rowCount = unsafe rowCount,
    let rowLength = unsafe rowLength
  else {
    unsafe FeederHandle.copy("an argument is null that must not be", to: message, messageCapacity)
    return gf_status(GF_USAGE)
  }
  do throws(Fault) {
    let name = unsafe split.map { unsafe String(cString: $0) } ?? "train"
    let reader = unsafe try RowReader(directory: FileName.text(ofCString: directory), split: name)
    unsafe rowCount.pointee = UInt64(reader.rowCount)
    unsafe rowLength.pointee = UInt64(reader.rowLength)
    // SAFETY: the handle is never given back: what it refers to is, in `gf_rows_free`.
    unsafe rows.pointee = OpaquePointer(
      Unmanaged.passRetained(FreeableReference(reader)).toOpaque())
    return gf_status(GF_OK)
  } catch {
    unsafe FeederHandle.copy(error.description, to: message, messageCapacity)
    return FeederHandle.status(of: error)
  }
}

/// Answers a call that reads a row: by `body` with the reader behind `rows`.
private func answer(
  _ rows: OpaquePointer?, hasArguments: Bool, _ message: UnsafeMutablePointer<CChar>?,
  _ messageCapacity: Int, _ body: (RowReader) throws(Fault) -> Void
) -> gf_status {
  guard let reference = unsafe reference(rows), hasArguments else {
    unsafe FeederHandle.copy("an argument is null that must not be", to: message, messageCapacity)
    return gf_status(GF_USAGE)
  }
  guard let reader = reference.object else {
    unsafe FeederHandle.copy("the rows were freed", to: message, messageCapacity)
    return gf_status(GF_CLOSED)
  }
  do throws(Fault) {
    try body(reader)
    return gf_status(GF_OK)
  } catch {
    unsafe FeederHandle.copy(error.description, to: message, messageCapacity)
    return FeederHandle.status(of: error)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_read(
  _ rows: OpaquePointer?, _ row: UInt64, _ columns: UnsafeMutablePointer<gf_row_columns>?,
  _ message: UnsafeMutablePointer<CChar>?, _ messageCapacity: Int
) -> gf_status {
  func copy(_ values: [Int32], to target: UnsafeMutablePointer<Int32>?) {
    guard let target = unsafe target else { return }
    for index in values.indices { unsafe target[index] = values[index] }
  }
  return unsafe answer(rows, hasArguments: columns != nil, message, messageCapacity) {
    reader throws(Fault) in
    guard let columns = unsafe columns else { return }
    let read = try reader.read(Int(clamping: row))
    unsafe copy(read.inputIDs, to: columns.pointee.input_ids)
    unsafe copy(read.labels, to: columns.pointee.labels)
    unsafe copy(read.positionIDs, to: columns.pointee.position_ids)
    unsafe copy(read.segmentLengths, to: columns.pointee.segment_lengths)
    unsafe columns.pointee.segment_count = UInt64(read.segmentLengths.count)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_records(
  _ rows: OpaquePointer?, _ row: UInt64, _ records: UnsafeMutablePointer<gf_record>?,
  _ capacity: UInt64, _ count: UnsafeMutablePointer<UInt64>?,
  _ message: UnsafeMutablePointer<CChar>?, _ messageCapacity: Int
) -> gf_status {
  let hasArguments = unsafe records != nil && count != nil
  return unsafe answer(rows, hasArguments: hasArguments, message, messageCapacity) {
    reader throws(Fault) in
    guard let records = unsafe records, let count = unsafe count else { return }
    let found = try reader.records(ofRow: Int(clamping: row))
    for (index, record) in found.prefix(Int(clamping: capacity)).enumerated() {
      // SAFETY: the caller has room for `capacity` records.
      unsafe records[index] = gf_record(
        line: record.line, file: record.file, token_start: record.tokenStart,
        token_count: UInt32(record.tokenCount))
    }
    unsafe count.pointee = UInt64(found.count)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_free(_ rows: OpaquePointer?) {
  _ = unsafe reference(rows)?.take()
}
