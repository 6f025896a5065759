import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct IDXTests {
  private static let images = idx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255])

  @Test func readsDimensionsAndValues() throws {
    let array = try IDXArray(Self.images, rank: 3, named: "images")
    #expect(array.dimensions == [2, 2, 3])
    #expect(array.values == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255])
  }

  @Test(arguments: 0..<images.count) func refusesEveryTruncation(length: Int) {
    #expect(throws: DataError.self) { try IDXArray(Array(Self.images.prefix(length)), rank: 3, named: "images") }
  }

  /// The header fixes the exact length, so no single bit of it can change and the file still fit.
  @Test func refusesEveryFlippedBitOfTheHeader() {
    for bit in 0..<8 * 16 {
      var damaged = Self.images
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: DataError.self, "bit \(bit)") { try IDXArray(damaged, rank: 3, named: "images") }
    }
  }

  @Test func refusesTrailingBytesAndHugeDimensions() {
    #expect(throws: DataError.self) { try IDXArray(Self.images + [0], rank: 3, named: "images") }
    #expect(throws: DataError.self) {
      try IDXArray(idx([0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [1]), rank: 3, named: "images")
    }
    #expect(throws: DataError.self) { try IDXArray(idx([0, 2, 3], []), rank: 3, named: "images") }
  }
}

@Suite struct IDXImagesTests {
  let folder: TemporaryFolder
  private let source = IDXImages(name: "mnist", classNames: ["no", "yes"])

  init() throws { folder = try TemporaryFolder() }

  /// Three training images of 2 × 1 pixels and one test image, plain or gzip by turns.
  private func write(
    trainImages: [UInt8] = idx([3, 1, 2], [0, 1, 2, 3, 4, 5]), trainLabels: [UInt8] = idx([3], [1, 0, 1]),
    testImages: [UInt8] = idx([1, 1, 2], [6, 7]), testLabels: [UInt8] = idx([1], [1])
  ) throws -> [String] {
    let contents = [trainImages, gzipped(trainLabels), gzipped(testImages), testLabels]
    return try zip(IDXImages.fileNames, contents).map { name, content in
      let file = folder.file(content.starts(with: [0x1f]) ? name + ".gz" : name)
      try file.write(content)
      return file.path
    }
  }

  @Test func readsPoolAndTestSet() throws {
    let (pool, test) = try source.load(write())
    #expect(pool.features == .bytes([0, 1, 2, 3, 4, 5]))
    #expect(pool.shape == .image(width: 2, height: 1, channels: 1))
    #expect(pool.labels == [1, 0, 1])
    #expect(pool.largestGreyLevel == 255)
    #expect(test.features == .bytes([6, 7]))
    #expect(test.labels == [1])
    #expect(test.classNames == ["no", "yes"])
  }

  @Test func refusesFilesThatDoNotFitTogether() throws {
    let fewerLabels = try write(trainLabels: idx([2], [1, 0]))
    #expect(throws: DataError("\(fewerLabels[1]): 2 labels for 3 images")) { try source.load(fewerLabels) }
    let unknownLabel = try write(trainLabels: idx([3], [1, 0, 2]))
    #expect(throws: DataError("\(unknownLabel[1]): label 2 of sample 3 is not in 0…1")) {
      try source.load(unknownLabel)
    }
    let otherShape = try write(testImages: idx([1, 2, 1], [6, 7]))
    #expect(
      throws: DataError(
        "\(otherShape[2]): test images of 2×1 grey (height × width), but training images of 1×2 grey (height × width)")
    ) { try source.load(otherShape) }
    let swapped = try write(trainImages: idx([3], [1, 0, 1]))
    #expect(throws: DataError("\(swapped[0]): an IDX array of 1 dimensions where 3 should be")) {
      try source.load(swapped)
    }
  }
}
