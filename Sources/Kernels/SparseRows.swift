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
