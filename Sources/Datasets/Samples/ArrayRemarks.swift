/// What may surprise in samples whose features have no names of their own, in arrays or in a sparse table: each property of a
/// column is one remark.
struct ArrayRemarks {
  /// The most values that are looked through, zeros of sparse tables apart.
  private static let mostValues = 1 << 24

  private let dataset: Dataset
  private var found: [ColumnRemark: [String]] = [:]
  /// The value that all features of all samples have; nil if they differ.
  private var only: Double?

  init(_ dataset: Dataset) {
    self.dataset = dataset
    let stored = dataset.features.sparse?.storedCount ?? dataset.features.count
    guard stored <= Self.mostValues, dataset.count > 1 else { return }
    if case .image = dataset.shape {
      // The border of images is often constant, and no pixel has a meaning of its own.
      let first = dataset.features.doubles(in: 0..<1)[0]
      let isSame = (0..<dataset.featureCount).allSatisfy { dataset.column($0).allSatisfy { $0 == first } }
      only = isSame ? first : nil
    } else if let sparse = dataset.features.sparse {
      for (feature, column) in sparse.columns(withAtLeast: dataset.fewestValuesOfTwin) { look(at: column, feature) }
    } else {
      for feature in 0..<dataset.featureCount { look(at: dataset.column(feature), feature) }
    }
  }

  private mutating func look(at column: [Double], _ feature: Int) {
    let name = dataset.label(of: feature)
    func note(_ remark: ColumnRemark, _ words: String = "") { found[remark, default: []].append(name + words) }
    guard column.contains(where: { $0 != column[0] }) else { return note(.constant) }
    switch UnmeasuredNumbers(column.indices.lazy.map { column[$0] }, named: "") {
    case .counter: note(.counter)
    case .names: note(.names)
    case .ordered where dataset.featureCount > 1: note(.ordered)
    case .dates(let example): note(.dates, " (such as \(example))")
    case .ordered, nil: break
    }
    guard dataset.featureCount > 1 else { return }
    let isTwin =
      dataset.quantity.map { TargetTwin.tells($0.values, column) }
      ?? TargetTwin.tells(dataset.labels, count: dataset.classNames.count, column)
    if isTwin { note(.twin) }
  }

  /// The remarks, one line each.
  var lines: [String] {
    let order: [ColumnRemark] = [.constant, .counter, .names, .ordered, .dates, .twin]
    return order.compactMap { $0.line(found[$0] ?? [], canIgnore: false) }
      + (only.map {
        ["All values of all samples are \(Int(exactly: $0).map(String.init) ?? "\($0)"), which says nothing"]
      } ?? [])
  }
}

extension Dataset {
  /// One feature of all samples; not of sparse tables.
  fileprivate func column(_ feature: Int) -> [Double] {
    func values<Value: BinaryFloatingPoint>(_ all: [Value]) -> [Double] {
      (0..<count).map { Double(all[$0 * featureCount + feature]) }
    }
    return switch features {
    case .bytes(let all): (0..<count).map { Double(all[$0 * featureCount + feature]) }
    case .floats(let all): values(all)
    case .doubles(let all): values(all)
    case .sparse: []
    }
  }

  /// The fewest values other than zero of a column that may tell the target, or count: zero can stand for one class alone, and
  /// is half of what numbers of samples are at most.
  fileprivate var fewestValuesOfTwin: Int {
    quantity == nil ? min(count / 2, count - (classCounts.max() ?? 0)) : count / 2
  }
}

extension SparseFeatures {
  /// The columns with at least so many values other than zero, one after the other with its zeros; together they have hardly
  /// more values than are stored, for each is dropped before the next.
  fileprivate func columns(withAtLeast least: Int) -> some Sequence<(feature: Int, column: [Double])> {
    var counts = [Int](repeating: 0, count: width)
    for column in columns { counts[Int(column)] += 1 }
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + (count >= max(least, 1) ? count : 0)) }
    var next = starts
    // The places of the values of each column, and their samples.
    var places = [(place: Int, sample: Int)](repeating: (0, 0), count: starts[width])
    for sample in 0..<sampleCount {
      for place in self.starts[sample]..<self.starts[sample + 1] {
        let column = Int(columns[place])
        guard starts[column + 1] > starts[column] else { continue }
        places[next[column]] = (place, sample)
        next[column] += 1
      }
    }
    return (0..<width).lazy.filter { starts[$0 + 1] > starts[$0] }.map { feature in
      var column = [Double](repeating: 0, count: sampleCount)
      for entry in places[starts[feature]..<starts[feature + 1]] { column[entry.sample] = values[entry.place] }
      return (feature, column)
    }
  }
}
