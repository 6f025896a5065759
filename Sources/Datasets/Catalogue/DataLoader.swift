public import SeededRandom

/// Loads or generates data sets.
public enum DataLoader {
  /// Loads the data that `source` names, or generates them from `seed`.
  ///
  /// A table is read with the features and the classes that `columns` and `classNames` of a model have; nil for its own. A
  /// sparse table has `width` features; nil for as many as its samples need. If `labels` are not needed, a file need not
  /// have the target, and every sample counts as one of the first class, or has the quantity 0. If the test set is drawn, it is drawn from all
  /// samples: the data set's own test set becomes a part of the pool.
  ///
  /// - Throws: ``DataError`` if the data are missing or damaged, or if `source` sets a key that it does not read.
  public static func load(
    _ source: DataSource, test: TestSet = .canonical, seed: StudySeed, locations: DataLocations = DataLocations(),
    columns: [TableColumn]? = nil, classNames: [String]? = nil, width: Int? = nil, labels: LabelNeed = .needed
  ) throws -> LoadedData {
    let entry = try DatasetCatalogue.source(named: source.name)
    try refuseUnreadKeys(of: source, for: entry)
    let source = source.completed(by: entry.defaults)
    func loaded(
      _ parts: (pool: Dataset, test: Dataset), _ provenance: String, canonical: String = ""
    ) throws -> LoadedData {
      guard test == .canonical else {
        return LoadedData(pool: try parts.pool.appending(parts.test), provenance: provenance)
      }
      return LoadedData(pool: parts.pool, canonicalTest: parts.test, provenance: provenance + canonical)
    }
    switch entry.reader {
    case .digits:
      let parts = try Digits.load()
      return try loaded(
        parts, "built in: \(entry.origin)",
        canonical: "; test set: the last \(parts.test.count) in published order")
    case .idx(let classNames):
      let files = IDXImages.fileNames
      guard let found = locations.find(files, of: entry.name, path: source.path) else {
        throw missing(files.joined(separator: ", "), of: entry, path: source.path, locations: locations)
      }
      return try loaded(
        IDXImages(name: entry.name, classNames: classNames).load(found.paths), "\(found.folder): \(entry.origin)")
    case .cifar:
      guard let found = locations.first(of: entry.name, path: source.path, CIFARImages.init(in:)) else {
        throw missing(CIFARImages.fileNames, of: entry, path: source.path, locations: locations)
      }
      let batches = found.content.batches.count
      return try loaded(
        found.content.load(as: entry.name),
        "\(found.folder) (\(batches) training \(batches == 1 ? "file" : "files")): \(entry.origin)")
    case .csv:
      let path = try ownPath(source)
      var own = TableSettings(source, columns: columns, classNames: classNames, labels: labels)
      // A model that can fill gaps says so by its own setting.
      own.canImpute = columns == nil || own.missing == .impute
      own.isForModel = columns != nil
      let table = CSVTable(path: locations.expanded(path), settings: own)
      let parts = try table.load(as: entry.name)
      guard case .file(let testPath) = source.ownTest else {
        return LoadedData(
          pool: parts.pool, canonicalTest: parts.test, validation: parts.validation, provenance: table.path)
      }
      let settings = TableSettings(
        source, columns: parts.pool.table?.columns, classNames: parts.pool.classNames)
      let test = try CSVTable(path: locations.expanded(testPath), settings: settings).load(as: entry.name).pool
      try CSVTable.refuseShared(
        parts.pool.table?.groupNames ?? [], test.table?.groupNames ?? [], "test", path: locations.expanded(testPath))
      return LoadedData(
        pool: parts.pool, canonicalTest: test, provenance: "\(table.path); test set: \(locations.expanded(testPath))")
    case .npz:
      let path = DataFile.absolutePath(locations.expanded(try ownPath(source)))
      let (pool, ownTest, layout) = try NPZData(
        path: path, predictsQuantity: source.predictsQuantity, allowsNumericClasses: source.task != nil, labels: labels,
        classNames: classNames, quantityName: source.quantityName
      ).load(as: entry.name)
      guard let ownTest, let part = layout.test else {
        return LoadedData(pool: pool, provenance: path)
      }
      let arrays = [part.features, labels == .needed ? part.targets : nil].compactMap { $0 }
      return try loaded((pool, ownTest), path, canonical: "; test set: \(arrays.joined(separator: " and "))")
    case .libsvm:
      let path = DataFile.absolutePath(locations.expanded(try ownPath(source)))
      var testPath: String?
      if case .file(let file) = source.ownTest { testPath = DataFile.absolutePath(locations.expanded(file)) }
      let table = SparseTable(
        path: path, testPath: testPath, allowsNumericClasses: source.task != nil, firstColumn: source.firstColumn,
        width: width, predictsQuantity: source.predictsQuantity, quantityName: source.quantityName, labels: labels,
        classNames: classNames)
      let parts = try table.load(as: entry.name)
      return LoadedData(
        pool: parts.pool, canonicalTest: parts.test,
        provenance: path + (testPath.map { "; test set: \($0)" } ?? ""))
    case .synthetic(let task):
      var generator = seed.generator(for: .syntheticData)
      let pool = try task.make(source, generator: &generator)
      return LoadedData(
        pool: pool, provenance: "made with noise \(source.noise ?? 0) from seed \(seed.value): \(entry.summary)")
    }
  }

  /// What to say where no folder has `files`.
  private static func missing(
    _ files: String, of entry: CataloguedSource, path: String?, locations: DataLocations
  ) -> DataError {
    let folders = locations.folders(for: entry.name, path: path).joined(separator: ", ")
    let package = entry.debianPackage.map { ", or `apt-get install \($0)`" } ?? ""
    return DataError(
      "\(entry.name): no folder has all of \(files) (plain or .gz); looked in \(folders); "
        + "run `fathom data fetch \(entry.name)`\(package), or set data.path to theirs, or FATHOM_DATA to the folder "
        + "that holds \(entry.name)/")
  }

  /// The file that the source names.
  private static func ownPath(_ source: DataSource) throws -> String {
    guard let path = source.path else {
      throw DataError("data.path is missing: \(source.name) needs the file to read")
    }
    return path
  }

  private static func refuseUnreadKeys(of source: DataSource, for entry: CataloguedSource) throws {
    for key in DataSource.Key.allCases where source.text(of: key) != nil && !entry.keys.contains(key) {
      let accepted =
        entry.keys.isEmpty ? "takes no such keys" : "takes " + entry.keys.map(\.rawValue).joined(separator: ", ")
      throw DataError("data.\(key) means nothing to \(entry.name), which \(accepted); leave it out")
    }
  }
}
