/// A whole data set, unscaled.
public struct LoadedData: Sendable {
  /// The samples that training, validation and drawn test sets come from.
  public let pool: Dataset
  /// The data set's own test set; nil if it has none.
  public let canonicalTest: Dataset?
  /// The samples of the pool that are for validation, ascending; nil if they are drawn.
  public let validation: [Int]?
  /// Origin of the data in one line: folder, file or recipe, with author and licence if known.
  public let provenance: String
  /// Identifies the content, whatever file it came from: 64 hexadecimal digits.
  ///
  /// It is the SHA-256 of a text with one line for the pool and one for the test set. Each line has the shape, the
  /// numbers of samples and of classes, and the SHA-256 of the features (bytes, or little-endian Float32 or Float64)
  /// and of the labels (Int32), or of the quantity (Float64); and, if samples are in groups, that of their numbers (Int32).
  /// Sparse features have three: of where samples begin (Int64), of the columns (UInt32), and of the values.
  public let digest: String

  /// Creates loaded data and computes their digest.
  public init(pool: Dataset, canonicalTest: Dataset? = nil, validation: [Int]? = nil, provenance: String) {
    self.pool = pool
    self.canonicalTest = canonicalTest
    self.validation = validation
    self.provenance = provenance
    let lines = [("pool", pool)] + (canonicalTest.map { [("test", $0)] } ?? [])
    let parts = validation.map { "validation \(sha256Hex($0.map { Int32(clamping: $0) }))\n" } ?? ""
    digest = sha256Hex(Array((lines.map { "\($0) \($1.contentLine)\n" }.joined() + parts).utf8))
  }
}

extension Dataset {
  /// Shape, counts and digests of features, labels and groups, for `LoadedData.digest`.
  fileprivate var contentLine: String {
    let layout =
      switch shape {
      case .vector(let features): "vector \(features)"
      case .image(let width, let height, let channels): "image \(width) \(height) \(channels)"
      }
    let content =
      switch features {
      case .bytes(let values): "uint8 \(sha256Hex(values))"
      case .floats(let values): "float32 \(sha256Hex(values))"
      case .doubles(let values): "float64 \(sha256Hex(values))"
      case .sparse(let values): "sparse \(values.contentWords)"
      }
    let grouping = groups.map { " groups \(sha256Hex($0))" } ?? ""
    let target =
      quantity.map { "quantity \(content) \(sha256Hex($0.values))" }
      ?? "classes \(classNames.count) \(content) \(sha256Hex(labels))"
    return "\(layout) samples \(count) \(target)\(grouping)"
  }
}

extension SparseFeatures {
  fileprivate var contentWords: String {
    let content =
      switch values.storage {
      case .floats(let values): "float32 \(sha256Hex(values))"
      case .doubles(let values): "float64 \(sha256Hex(values))"
      case .bytes, .sparse: ""
      }
    return "\(sha256Hex(starts)) \(sha256Hex(columns)) \(content)"
  }
}
