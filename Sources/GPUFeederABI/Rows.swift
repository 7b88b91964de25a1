import ByteIO
public import CGPUFeeder
import GPUFeeder

// SAFETY: gpufeeder.h obliges callers to pass live handles, and targets of the stated types and sizes.

private func reader(_ rows: OpaquePointer) -> RowReader {
  unsafe Unmanaged<RowReader>.fromOpaque(UnsafeRawPointer(rows)).takeUnretainedValue()
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_open(
  _ directory: UnsafePointer<CChar>, _ split: UnsafePointer<CChar>?,
  _ rows: UnsafeMutablePointer<OpaquePointer?>, _ rowCount: UnsafeMutablePointer<UInt64>,
  _ rowLength: UnsafeMutablePointer<UInt64>, _ message: UnsafeMutablePointer<CChar>?,
  _ messageCapacity: Int
) -> gf_status {
  do throws(FeederError) {
    let name = unsafe split.map { unsafe String(cString: $0) } ?? "train"
    let reader = unsafe try RowReader(directory: FileName.text(ofCString: directory), split: name)
    unsafe rowCount.pointee = UInt64(reader.rowCount)
    unsafe rowLength.pointee = UInt64(reader.rowLength)
    // SAFETY: the reference is given back in `gf_rows_free`.
    unsafe rows.pointee = OpaquePointer(Unmanaged.passRetained(reader).toOpaque())
    return gf_status(GF_OK)
  } catch {
    unsafe rows.pointee = nil
    unsafe FeederHandle.copy(error.description, to: message, messageCapacity)
    return FeederHandle.status(of: error)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_read(
  _ rows: OpaquePointer, _ row: UInt64, _ columns: UnsafeMutablePointer<gf_row_columns>,
  _ message: UnsafeMutablePointer<CChar>?, _ messageCapacity: Int
) -> gf_status {
  func copy(_ values: [Int32], to target: UnsafeMutablePointer<Int32>?) {
    guard let target = unsafe target else { return }
    for index in values.indices { unsafe target[index] = values[index] }
  }
  do throws(FeederError) {
    let read = unsafe try reader(rows).read(Int(clamping: row))
    unsafe copy(read.inputIDs, to: columns.pointee.input_ids)
    unsafe copy(read.labels, to: columns.pointee.labels)
    unsafe copy(read.positionIDs, to: columns.pointee.position_ids)
    unsafe copy(read.segmentLengths, to: columns.pointee.segment_lengths)
    unsafe columns.pointee.segment_count = UInt64(read.segmentLengths.count)
    return gf_status(GF_OK)
  } catch {
    unsafe FeederHandle.copy(error.description, to: message, messageCapacity)
    return FeederHandle.status(of: error)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_rows_free(_ rows: OpaquePointer?) {
  guard let rows = unsafe rows else { return }
  // SAFETY: gives back the reference that `gf_rows_open` made; the header forbids calls after this.
  unsafe Unmanaged<RowReader>.fromOpaque(UnsafeRawPointer(rows)).release()
}
