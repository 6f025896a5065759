import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct DataLoaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func locations(_ environment: [String: String] = [:]) -> DataLocations {
    DataLocations(environment: environment, systemFolder: folder.file("system").path)
  }

  /// Writes a data set of four training images and one test image, all pixels `level`, into `subfolder`.
  private func writeImages(in subfolder: String, level: UInt8) throws {
    let target = folder.file(subfolder)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let contents = [
      idx([4, 1, 1], [level, level, level, level]), idx([4], [0, 1, 2, 9]), idx([1, 1, 1], [level]), idx([1], [3]),
    ]
    for (name, content) in zip(IDXImages.fileNames, contents) {
      try target.appending(path: name + ".gz").write(gzipped(content))
    }
  }

  @Test func looksInPathThenFathomDataThenCacheThenSystem() throws {
    let environment = ["FATHOM_DATA": folder.file("data").path, "HOME": folder.file("home").path]
    let places = ["system/mnist", "home/.cache/fathom/mnist", "data/mnist", "home/own"]
    for (level, place) in places.enumerated() {
      try writeImages(in: place, level: UInt8(level))
      let source = DataSource(name: "mnist", path: "~/own")
      let data = try DataLoader.load(source, seed: StudySeed(1), locations: locations(environment))
      #expect(data.pool.features == .bytes([UInt8](repeating: UInt8(level), count: 4)))
      #expect(data.canonicalTest?.labels == [3])
      #expect(data.provenance.hasPrefix(folder.file(place).path))
    }
  }

  @Test func theDigestOfTheFilesTellsEveryChange() throws {
    let source = DataSource(name: "mnist")
    func digest() throws -> String? {
      try DataLoader.fileDigest(of: source, locations: locations(["FATHOM_DATA": folder.file("data").path]))
    }
    #expect(try digest() == nil, "not here")
    try writeImages(in: "data/mnist", level: 1)
    let first = try digest()
    #expect(first != nil)
    #expect(try digest() == first)
    for name in IDXImages.fileNames {
      let file = folder.file("data/mnist/\(name).gz")
      let content = try [UInt8](Data(contentsOf: file))
      for position in [0, content.count / 2, content.count - 1] {
        var changed = content
        changed[position] ^= 1
        try file.write(changed)
        #expect(try digest() != first, "\(name), byte \(position)")
      }
      try file.write(content)
    }
    #expect(try digest() == first)
    // The same files somewhere else are the same data.
    try writeImages(in: "system/mnist", level: 1)
    #expect(try DataLoader.fileDigest(of: source, locations: locations()) == first)
  }

  /// A drawn test set comes from all samples: the pool, then the data set's own test set.
  @Test func aDrawnTestSetComesFromAllSamples() throws {
    let source = DataSource(name: "digits")
    let apart = try DataLoader.load(source, seed: StudySeed(1))
    let test = try #require(apart.canonicalTest)
    let all = try DataLoader.load(source, test: .drawn(.count(500)), seed: StudySeed(1))
    #expect(apart.pool.count == 1300 && test.count == 497 && all.pool.count == 1797 && all.canonicalTest == nil)
    #expect(all.pool.labels == apart.pool.labels + test.labels && all.pool.classNames == apart.pool.classNames)
    guard case .bytes(let values) = all.pool.features, case .bytes(let first) = apart.pool.features,
      case .bytes(let last) = test.features
    else {
      Issue.record("digits are bytes")
      return
    }
    #expect(values == first + last)
    #expect(all.digest != apart.digest && !all.provenance.contains("test set"))
    let split = try ReplicateSplit(
      of: all, test: .drawn(.count(500)), validation: .count(0), seed: StudySeed(1), replicate: 1)
    // A test set of all samples has some of either part.
    #expect(try #require(split.test).contains { $0 < 1300 } && #require(split.test).contains { $0 >= 1300 })
    #expect(split.trainingOrder.count == 1297)
  }

  @Test(arguments: ["digits", "moons"]) func dataFromNoFileHaveNoDigestOfFiles(name: String) throws {
    #expect(try DataLoader.fileDigest(of: DataSource(name: name)) == nil)
  }

  @Test func passesOverAFolderThatLacksAFile() throws {
    try writeImages(in: "data/mnist", level: 1)
    try writeImages(in: "system/mnist", level: 2)
    try FileManager.default.removeItem(at: folder.file("data/mnist/t10k-labels-idx1-ubyte.gz"))
    let data = try DataLoader.load(
      DataSource(name: "mnist"), seed: StudySeed(1), locations: locations(["FATHOM_DATA": folder.file("data").path]))
    #expect(data.pool.features == .bytes([2, 2, 2, 2]))
  }

  @Test func aMissingDataSetNamesTheFoldersAndTheWayOut() {
    let environment = ["FATHOM_DATA": "/nowhere", "HOME": "/nobody"]
    let error = #expect(throws: DataError.self) {
      try DataLoader.load(
        DataSource(name: "fashion-mnist", path: "own"), seed: StudySeed(1), locations: locations(environment))
    }
    let message = error?.message ?? ""
    let system = folder.file("system/fashion-mnist").path
    #expect(message.contains("own, /nowhere/fashion-mnist, /nobody/.cache/fathom/fashion-mnist, \(system);"))
    #expect(message.contains("run `fathom data fetch fashion-mnist`, or `apt-get install dataset-fashion-mnist`, or"))
    #expect(message.contains("FATHOM_DATA"))
    #expect(!message.contains("\n"))
  }

  @Test func refusesUnknownSourcesAndKeysThatNothingReads() {
    func message(_ source: DataSource) -> String {
      let error = #expect(throws: DataError.self) {
        try DataLoader.load(source, seed: StudySeed(1), locations: locations())
      }
      return error?.message ?? ""
    }
    #expect(
      message(DataSource(name: "minst")).contains("digits, mnist, fashion-mnist, cifar-10, csv, npz, libsvm, circles"))
    #expect(
      message(DataSource(name: "digits", samples: 5))
        == "data.samples means nothing to digits, which takes no such keys; leave it out")
    #expect(
      message(DataSource(name: "moons", classes: 3))
        == "data.classes means nothing to moons, which takes samples, noise; leave it out")
    #expect(
      message(DataSource(name: "blobs", folds: 3))
        == "data.folds means nothing to blobs, which takes samples, noise, classes; leave it out")
    #expect(message(DataSource(name: "circles", inputs: 3)).hasPrefix("data.inputs means nothing to circles"))
    #expect(message(DataSource(name: "sawtooth", folds: 17)) == "data.folds: 17 is not in 1…16")
    #expect(message(DataSource(name: "csv", target: "y")).hasPrefix("data.path is missing"))
  }

  @Test func syntheticDataFollowTheSeedAndTheirKeys() throws {
    func load(_ seed: UInt64, samples: Int? = nil) throws -> LoadedData {
      try DataLoader.load(
        DataSource(name: "spirals", samples: samples, noise: 0.02, classes: 3), seed: StudySeed(seed),
        locations: locations())
    }
    #expect(try load(1).digest == load(1).digest)
    #expect(try load(1).digest != load(2).digest)
    #expect(try load(1).pool.count == 2000)
    #expect(try load(1, samples: 30).pool.classCounts == [10, 10, 10])
    #expect(try load(1).canonicalTest == nil)
  }

  /// What is not given is what the catalogue says, for each source that is made.
  @Test func defaultsAreThoseOfTheCatalogue() throws {
    for entry in DatasetCatalogue.sources where entry.place(in: locations()) == .generated {
      let made = try DataLoader.load(DataSource(name: entry.name), seed: StudySeed(3), locations: locations())
      let spelt = try DataLoader.load(entry.defaults, seed: StudySeed(3), locations: locations())
      #expect(made.digest == spelt.digest)
      #expect(made.pool.count == entry.defaults.samples)
      #expect(made.pool.classNames.count == entry.defaults.classes ?? 2)
      #expect(entry.keys == DataSource.Key.allCases.filter { entry.defaults.text(of: $0) != nil })
    }
    try folder.file("t.csv").write(Array("x,label\n1,a\n2,b\n".utf8))
    let table = try DataLoader.load(
      DataSource(name: "csv", path: folder.file("t.csv").path), seed: StudySeed(1), locations: locations())
    #expect(table.pool.classNames == ["a", "b"])
  }

  /// Every key but the name can be written as text and read back.
  @Test func keysAreReadAsTheyAreWritten() throws {
    var source = DataSource(
      name: "all", path: "a b", target: "t", groups: "g", samples: 7, noise: 0.1 + 0.2, classes: 5, folds: 6, inputs: 9)
    source.task = "classification"
    (source.features, source.ignore, source.categorical) = (["a", "b, c"], ["\"d\""], ["é"])
    (source.missing, source.missingValues) = ("drop", ["", "?"])
    (source.delimiter, source.decimal, source.header, source.encoding) = ("tab", ",", "false", "latin-1")
    source.firstColumn = 0
    let fields = Mirror(reflecting: source).children.compactMap(\.label)
    func hyphenated(_ name: String) -> String {
      name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }
    #expect(fields.map(hyphenated).filter { $0 != "own-test" } == ["name"] + DataSource.Key.allCases.map(\.rawValue))
    var read = DataSource(name: "all")
    for key in DataSource.Key.allCases { #expect(read.set(key, try #require(source.text(of: key)))) }
    #expect(read == source)
    #expect(!read.set(.folds, "many") && !read.set(.noise, "low") && !read.set(.ignore, "a"))
  }

  @Test func csvKeepsItsPathAsProvenance() throws {
    try folder.file("t.csv").write(Array("x,kind\n1,a\n2,b\n".utf8))
    let data = try DataLoader.load(
      DataSource(name: "csv", path: "~/t.csv", target: "kind"), seed: StudySeed(1),
      locations: locations(["HOME": folder.url.path]))
    #expect(data.provenance == folder.file("t.csv").path)
    #expect(data.pool.count == 2)
  }

  @Test func everySourceOfTheCatalogueHasAPlace() throws {
    let places = Dictionary(
      uniqueKeysWithValues: DatasetCatalogue.sources.map { ($0.name, $0.place(in: locations())) })
    #expect(places["digits"] == .builtIn)
    #expect(places["mnist"] == .some(nil))
    #expect(places["csv"] == .ownFile)
    #expect(places["blobs"] == .generated)
    try writeImages(in: "system/mnist", level: 1)
    let found = try DatasetCatalogue.source(named: "mnist").place(in: locations())
    #expect(found == .folder(folder.file("system/mnist").path))
  }
}

/// These need the real files; they are skipped where the files are absent.
@Suite struct PublishedImagesTests {
  private static func isHere(_ name: String) -> Bool {
    guard case .folder = try? DatasetCatalogue.source(named: name).place() else { return false }
    return true
  }

  /// Class counts of the MNIST database, digits 0 to 9.
  @Test(.enabled("MNIST is not on this machine (set FATHOM_DATA)") { isHere("mnist") })
  func mnistHasThePublishedClassCounts() throws {
    let data = try DataLoader.load(DataSource(name: "mnist"), seed: StudySeed(1))
    #expect(data.pool.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(data.canonicalTest?.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(data.pool.shape == .image(width: 28, height: 28, channels: 1))
    #expect(data.pool.features.count == 60_000 * 784)
  }

  /// Fashion-MNIST has 6,000 training and 1,000 test images of each class.
  @Test(.enabled("Fashion-MNIST is not on this machine (dataset-fashion-mnist)") { isHere("fashion-mnist") })
  func fashionHasThePublishedClassCounts() throws {
    let data = try DataLoader.load(DataSource(name: "fashion-mnist"), seed: StudySeed(1))
    #expect(data.pool.classCounts == [Int](repeating: 6000, count: 10))
    #expect(data.canonicalTest?.classCounts == [Int](repeating: 1000, count: 10))
  }
}
