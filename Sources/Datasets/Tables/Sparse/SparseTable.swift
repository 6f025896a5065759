/// A sparse table in one file, or in two, one of which has the test set.
struct SparseTable {
  let path: String
  let testPath: String?
  /// Whether many numbers are classes because the user says so.
  let allowsNumericClasses: Bool
  /// The number of the first column, 0 or 1; nil to find out.
  let firstColumn: Int?
  /// The number of features of samples that were read before; nil for that of these.
  let width: Int?
  /// Whether the labels are a quantity to predict, and what it is called.
  let predictsQuantity: Bool
  let quantityName: String
  /// Whether samples need a label, and the classes of a model that is to predict it or be scored on it; nil for samples to train on.
  let labels: LabelNeed
  let classNames: [String]?

  /// Reads the samples as data sets called `name`. Both have as many features as the larger needs.
  func load(as name: String) throws -> (pool: Dataset, test: Dataset?) {
    let target: SVMLightFile.Target = labels != .needed ? .optional : predictsQuantity ? .quantities : .classes
    let file = try SVMLightFile(path: path, target)
    let testFile = try testPath.map { try SVMLightFile(path: $0, target) }
    let ofLabels =
      target == .classes && classNames == nil
      ? try file.labels.remarks(named: path, allowsNumericClasses: allowsNumericClasses) : []
    // A file without a column 0 may count from either, so the other one decides for both.
    let files = [file] + (testFile.map { [$0] } ?? [])
    let zero = files.first { $0.lineOfColumnZero != nil }
    if firstColumn == 1, let zero, let line = zero.lineOfColumnZero {
      throw DataError("\(zero.path):\(line): there is a column 0, but columns count from 1 (data.first-column)")
    }
    let first = firstColumn ?? (zero == nil ? 1 : 0)
    let lastOfTraining = width.map { $0 + first - 1 } ?? file.largestColumn
    let width = width ?? ((files.map(\.largestColumn).max() ?? 0) - first + 1)
    guard 1...SVMLightFile.mostColumns ~= width else {
      throw DataError(
        width < 1
          ? "\(path): no sample has a value in any column"
          : "\(path): \(width) columns are more than \(SVMLightFile.mostColumns), the most that is read")
    }
    func dataset(_ file: SVMLightFile, like pool: Dataset?, remarks: [String]) throws -> Dataset {
      var (classNames, labels) = (predictsQuantity ? [] : self.classNames ?? [], file.lines.map { _ in Int32(0) })
      var quantity: Quantity?
      switch target {
      case .classes: (classNames, labels) = try file.labels.sorted(like: pool?.classNames, named: file.path)
      case .quantities:
        quantity = try Quantity(
          name: quantityName, reading: file.quantities, isFirst: pool == nil && self.classNames == nil,
          whole: "\(file.path): the first column"
        ) { "\(file.path):\(file.lines[$0])" }
      case .optional:
        if predictsQuantity { quantity = Quantity(name: quantityName, values: file.lines.map { _ in 0 }) }
      }
      return try Dataset(
        name: name, features: .sparse(file.features(width: width, first: first)), shape: .vector(features: width),
        labels: labels, classNames: classNames, quantity: quantity, lines: file.lines, firstColumn: first,
        remarks: remarks, givenTargets: target == .optional ? file.givenTargets : nil)
    }
    let counting = zero.flatMap { file in
      firstColumn == nil
        ? file.lineOfColumnZero.map { "columns count from 0, for there is a column 0 in line \($0) of \(file.path)" }
        : nil
    }
    let other = files.first { $0.lineOfColumnZero == nil }.map {
      "; \($0.path) has none, so that it may count from 1: write both alike, or set data.first-column: 0 if it counts from 0"
    }
    let pool = try dataset(
      file, like: nil,
      remarks: [counting.map { $0 + (other ?? "") }].compactMap(\.self) + ofLabels
        + remarks(file) { Int($0) > lastOfTraining })
    guard let testFile else { return (pool, nil) }
    var isTrained = [Bool](repeating: false, count: SVMLightFile.mostColumns + 1)
    for column in file.columns { isTrained[Int(column)] = true }
    let test = try dataset(testFile, like: pool, remarks: remarks(testFile) { !isTrained[Int($0)] })
    return (pool, test)
  }

  /// Remarks on what of a file is not read, and on columns that no sample to train on has.
  private func remarks(_ file: SVMLightFile, isUntrained: (UInt32) -> Bool) -> [String] {
    var remarks: [String] = []
    if file.queryCount > 0 {
      remarks.append(
        "qid is not read; \(file.queryCount) of \(file.lines.count) samples \(file.queryCount == 1 ? "has" : "have") one"
      )
    }
    let untrained = Set(file.columns.lazy.filter(isUntrained)).sorted()
    if !untrained.isEmpty {
      remarks.append(
        (untrained.count == 1 ? "a column has" : "\(untrained.count) columns have")
          + " values in no sample that is trained on, so that \(untrained.count == 1 ? "it tells" : "they tell") nothing: "
          + listed(untrained.map(String.init)))
    }
    return remarks
  }
}

extension SVMLightFile {
  /// The features, `first` being the number of the first column; values in columns beyond `width` are left out.
  fileprivate func features(width: Int, first: Int) -> SparseFeatures {
    guard largestColumn - first >= width else {
      return SparseFeatures(
        width: width, starts: starts, columns: first == 0 ? columns : columns.map { $0 - UInt32(first) }, values: values
      )
    }
    var (keptStarts, keptColumns, keptValues) = ([0], [UInt32](), FeatureValues())
    for sample in lines.indices {
      for place in starts[sample]..<starts[sample + 1] where Int(columns[place]) - first < width {
        keptColumns.append(columns[place] - UInt32(first))
        keptValues.append(values[place])
      }
      keptStarts.append(keptColumns.count)
    }
    return SparseFeatures(width: width, starts: keptStarts, columns: keptColumns, values: keptValues)
  }
}
