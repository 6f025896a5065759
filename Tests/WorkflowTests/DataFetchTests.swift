import Datasets
import TestSupport
import Testing

@testable import Workflow

@Suite struct DataFetchTests {
  @Test(arguments: ["https://mirror.example/data", "http://mirror.example/data/"])
  func aMirrorStandsForThePublicAddresses(mirror: String) throws {
    let source = try DatasetCatalogue.source(named: "mnist")
    let files = try DataFetch.files(of: source, mirror: mirror)
    let base = mirror.hasSuffix("/") ? String(mirror.dropLast()) : mirror
    #expect(files.map(\.addresses) == source.publishedFiles.map { ["\(base)/mnist/\($0.name)"] })
    #expect(files.map(\.sha256) == source.publishedFiles.map(\.sha256))
    #expect(try DataFetch.files(of: source, mirror: "") == source.publishedFiles)
    #expect(try DataFetch.files(of: source, mirror: nil) == source.publishedFiles)
  }

  @Test(arguments: ["ftp://mirror.example", "mirror.example", "https://", "file:///srv"])
  func otherAddressesAreRefused(mirror: String) throws {
    let source = try DatasetCatalogue.source(named: "mnist")
    #expect(throws: WorkflowError.self) { try DataFetch.files(of: source, mirror: mirror) }
  }

  @Test func withoutAHomeTheFolderHasToBeGiven() throws {
    let locations = DataLocations(environment: [:], systemFolder: "/nowhere")
    let error = #expect(throws: WorkflowError.self) {
      _ = try DataFetch("mnist", output: nil, mirror: nil, style: .none, locations: locations)
    }
    #expect(error?.description.contains("give a folder with -o") == true)
    _ = try DataFetch("mnist", output: "out", mirror: nil, style: .none, locations: locations)
  }
}
