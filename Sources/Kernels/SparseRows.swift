/// Rows of features of which only the values other than zero are stored, with their columns.
final class SparseRows<Scalar: KernelScalar> {
  /// As `fathom_entry` of the C kernels.
  struct Entry {
    var value: Scalar
    var column: UInt32
  }

  let entries: UnsafeMutablePointer<Entry>
  /// Where the entries of each row begin, and the end of the last: rows + 1.
  let starts: [UInt32]

  /// Takes over `entries`, which come from `allocateForKernels`.
  init(adopting entries: UnsafeMutablePointer<Entry>, starts: [UInt32]) {
    self.entries = entries
    self.starts = starts
  }

  deinit { UnsafeMutableRawPointer(entries).deallocate() }
}

/// Room for the entries of a batch of sparse rows, column by column, which kernels fill.
final class TransposedRows<Scalar: KernelScalar> {
  /// As `fathom_sample` of the C kernels.
  struct Entry {
    var value: Scalar
    var sample: UInt32
  }

  private let rows: SparseRows<Scalar>
  private let columns: Int
  private let capacity: Int
  private var memory: (starts: UnsafeMutablePointer<UInt32>, entries: UnsafeMutablePointer<Entry>)?

  /// Prepares for batches of up to `capacity` of `rows`, which have `columns` columns.
  init(_ rows: SparseRows<Scalar>, columns: Int, capacity: Int) {
    (self.rows, self.columns, self.capacity) = (rows, columns, capacity)
  }

  /// Where the entries of each column begin, with room that filling needs, and the entries; allocated at the first call.
  var room: (starts: UnsafeMutablePointer<UInt32>, entries: UnsafeMutablePointer<Entry>) {
    if let memory { return memory }
    let longest = zip(rows.starts, rows.starts.dropFirst()).reduce(0) { max($0, Int($1.1 - $1.0)) }
    let allocated = (
      starts: UnsafeMutablePointer<UInt32>.allocate(capacity: columns + 2),
      entries: allocateForKernels(capacity * longest, of: Entry.self)
    )
    memory = allocated
    return allocated
  }

  deinit {
    guard let memory else { return }
    memory.starts.deallocate()
    UnsafeMutableRawPointer(memory.entries).deallocate()
  }
}
