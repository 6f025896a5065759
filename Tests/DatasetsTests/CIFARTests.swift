import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

@Suite struct CIFARTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A record written out after the description of the format: class, then 1024 bytes of red, of green and of blue.
  private static func record(_ label: UInt8, red: UInt8, green: UInt8, blue: UInt8) -> [UInt8] {
    [label] + [red, green, blue].flatMap { [UInt8](repeating: $0, count: 1024) }
  }

  private static let cat = record(3, red: 10, green: 20, blue: 30)
  private static let ship = record(8, red: 1, green: 2, blue: 3)
  private static let frog = record(6, red: 255, green: 0, blue: 128)

  private func write(_ files: [String: [UInt8]]) throws {
    for (name, content) in files { try folder.file(name).write(content) }
  }

  private func load() throws -> LoadedData {
    try DataLoader.load(
      DataSource(name: "cifar-10", path: folder.url.path), seed: StudySeed(1),
      locations: DataLocations(environment: [:], systemFolder: "/nowhere"))
  }

  private func failure() -> String {
    #expect(throws: DataError.self) { try load() }?.message ?? ""
  }

  /// Ten comes after two, and a plain file before its packed double.
  @Test func readsBatchesInTheOrderOfTheirNumbers() throws {
    try write([
      "data_batch_10.bin": Self.frog, "data_batch_2.bin.gz": gzipped(Self.cat + Self.ship),
      "data_batch_1.bin": Self.ship,
      "data_batch_1.bin.gz": [1, 2, 3], "data_batch_x.bin": [9], "test_batch.bin.gz": gzipped(Self.frog),
    ])
    for number in 3...9 { try write(["data_batch_\(number).bin": Self.cat]) }
    let data = try load()
    #expect(data.pool.labels == [8, 3, 8, 3, 3, 3, 3, 3, 3, 3, 6])
    #expect(data.pool.shape == .image(width: 32, height: 32, channels: 3))
    #expect(data.pool.largestGreyLevel == 255)
    guard case .bytes(let pixels) = data.pool.features else {
      Issue.record("pixels are not bytes")
      return
    }
    let cats = Array(repeating: Self.cat, count: 7)
    #expect(pixels == ([Self.ship, Self.cat, Self.ship] + cats + [Self.frog]).flatMap { $0.dropFirst() })
    #expect(data.canonicalTest?.labels == [6])
    #expect(data.canonicalTest?.features == .bytes(Array(Self.frog.dropFirst())))
    #expect(data.pool.classNames[3] == "cat")
    #expect(data.pool.classNames.count == 10)
    #expect(data.provenance.hasPrefix(folder.url.path + " (10 training files): CIFAR-10, A. Krizhevsky"))
  }

  @Test(arguments: [([1, 2, 4, 5], 3, 4), ([2], 1, 2), ([1, 3], 2, 3)])
  func aGapInTheNumbersIsRefused(numbers: [Int], missing: Int, next: Int) throws {
    try write(["test_batch.bin": Self.frog])
    for number in numbers { try write(["data_batch_\(number).bin": Self.cat]) }
    #expect(
      failure()
        == "cifar-10: data_batch_\(missing).bin is missing, but \(folder.file("data_batch_\(next).bin").path) is there; "
        + "add it, or leave only the files up to it")
  }

  @Test func takesClassNamesFromTheMetaFile() throws {
    try write(["data_batch_1.bin": Self.cat, "test_batch.bin": Self.cat])
    let names = (0...9).map { "kind \($0)" }
    try write(["batches.meta.txt": Array((names.joined(separator: "\r\n") + "\r\n\r\n").utf8)])
    #expect(try load().pool.classNames == names)
    for wrong in [names.dropLast().joined(separator: "\n"), String(repeating: "same\n", count: 10), ""] {
      try write(["batches.meta.txt": Array(wrong.utf8)])
      #expect(failure().contains("different class names where 10 should be"))
    }
    try write(["batches.meta.txt": [0xff, 0xfe]])
    #expect(failure().hasSuffix("the class names are not UTF-8 text"))
    try write(["batches.meta.txt": [UInt8](repeating: 0x61, count: 5000)])
    #expect(failure().contains("more than 4096 bytes"))
  }

  @Test(arguments: [0, 1, 3072, 3074, 2 * 3073 - 1]) func refusesEveryOtherLength(length: Int) throws {
    let content = Array((Self.cat + Self.ship).prefix(length))
    try write(["data_batch_1.bin": content, "test_batch.bin": Self.cat])
    #expect(
      failure()
        == "\(folder.file("data_batch_1.bin").path): \(length) bytes are no whole number of images of 3073 bytes "
        + "(damaged file?)")
    try write(["data_batch_1.bin": Self.cat, "test_batch.bin": content])
    #expect(failure().contains("test_batch.bin: \(length) bytes"))
  }

  @Test(arguments: [UInt8(10), 255]) func refusesLabelsOutOfRange(label: UInt8) throws {
    let wrong = Self.cat + Self.record(label, red: 0, green: 0, blue: 0)
    try write(["data_batch_1.bin": Self.ship, "data_batch_2.bin": wrong, "test_batch.bin": Self.cat])
    #expect(failure() == "\(folder.file("data_batch_2.bin").path): label \(label) of image 2 is not in 0…9")
  }

  @Test func aMissingFileNamesTheFolderAndTheWayOut() throws {
    try write(["data_batch_1.bin": Self.cat])
    let message = failure()
    #expect(
      message.hasPrefix("cifar-10: no folder has all of data_batch_1.bin …, test_batch.bin (plain or .gz); looked"))
    #expect(message.contains(folder.url.path))
    #expect(message.contains("run `fathom data fetch cifar-10`, or set data.path"))
    try FileManager.default.removeItem(at: folder.file("data_batch_1.bin"))
    try write(["test_batch.bin": Self.cat])
    #expect(failure().hasPrefix("cifar-10: no folder has all of"))
  }

  @Test func theCatalogueFindsItsFolder() throws {
    let source = try DatasetCatalogue.source(named: "cifar-10")
    let locations = DataLocations(environment: ["FATHOM_DATA": folder.url.path], systemFolder: "/nowhere")
    #expect(source.hasCanonicalTest)
    #expect(source.keys == [.path])
    #expect(source.place(in: locations) == nil)
    try FileManager.default.createDirectory(at: folder.file("cifar-10"), withIntermediateDirectories: true)
    try write(["cifar-10/data_batch_1.bin": Self.cat, "cifar-10/test_batch.bin": Self.cat])
    #expect(source.place(in: locations) == .folder(folder.file("cifar-10").path))
  }
}
