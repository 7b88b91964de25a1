package import ByteIO
import CCUDA
import Glibc

/// The CUDA driver of this machine, found at run time.
///
/// The library stays loaded once it is: other parts of the process use it too.
@safe package final class CUDADriver: @unchecked Sendable {
  /// Where the driver is looked for.
  package static let libraryName = "libcuda.so.1"

  let ctxGetCurrent: cprep_cuCtxGetCurrent
  let ctxPushCurrent: cprep_cuCtxPushCurrent
  let ctxPopCurrent: cprep_cuCtxPopCurrent
  let memHostRegister: cprep_cuMemHostRegister
  let memHostUnregister: cprep_cuMemHostUnregister
  let memcpyHtoDAsync: cprep_cuMemcpyHtoDAsync
  let eventCreate: cprep_cuEventCreate
  let eventRecord: cprep_cuEventRecord
  let eventQuery: cprep_cuEventQuery
  let eventDestroy: cprep_cuEventDestroy
  let streamIsCapturing: cprep_cuStreamIsCapturing
  private let getErrorName: cprep_cuGetErrorName

  /// Loads the driver; `path` where it is not `libraryName` that is meant.
  ///
  /// - Throws: `usage` where there is none, or one that lacks a call.
  package convenience init(path: String = libraryName) throws(Fault) {
    try self.init(library: try CUDALibrary(path: path))
  }

  init(library: CUDALibrary) throws(Fault) {
    // SAFETY: each symbol has the type that the driver's reference states for that name.
    func symbol<Function>(_ name: String, _: Function.Type) throws(Fault) -> Function {
      try unsafe library.function(name, Function.self)
    }
    unsafe ctxGetCurrent = try symbol("cuCtxGetCurrent", cprep_cuCtxGetCurrent.self)
    unsafe ctxPushCurrent = try symbol("cuCtxPushCurrent_v2", cprep_cuCtxPushCurrent.self)
    unsafe ctxPopCurrent = try symbol("cuCtxPopCurrent_v2", cprep_cuCtxPopCurrent.self)
    unsafe memHostRegister = try symbol("cuMemHostRegister_v2", cprep_cuMemHostRegister.self)
    unsafe memHostUnregister = try symbol("cuMemHostUnregister", cprep_cuMemHostUnregister.self)
    unsafe memcpyHtoDAsync = try symbol("cuMemcpyHtoDAsync_v2", cprep_cuMemcpyHtoDAsync.self)
    unsafe eventCreate = try symbol("cuEventCreate", cprep_cuEventCreate.self)
    unsafe eventRecord = try symbol("cuEventRecord", cprep_cuEventRecord.self)
    unsafe eventQuery = try symbol("cuEventQuery", cprep_cuEventQuery.self)
    unsafe eventDestroy = try symbol("cuEventDestroy_v2", cprep_cuEventDestroy.self)
    unsafe streamIsCapturing = try symbol("cuStreamIsCapturing", cprep_cuStreamIsCapturing.self)
    unsafe getErrorName = try symbol("cuGetErrorName", cprep_cuGetErrorName.self)
  }

  /// The error behind a code.
  func error(_ call: String, _ code: cprep_cu_result) -> Fault {
    .cuda(call: call, code: code, name: unsafe CUDALibrary.name(of: code, getErrorName))
  }

  /// - Throws: `cuda` for any code but success.
  func check(_ call: String, _ code: cprep_cu_result) throws(Fault) {
    guard code == 0 else { throw error(call, code) }
  }

  /// The context that is current on the calling thread; nil where there is none.
  func currentContext() throws(Fault) -> cprep_cu_context? {
    var context: cprep_cu_context?
    try check("cuCtxGetCurrent", unsafe ctxGetCurrent(&context))
    return unsafe context
  }
}
