import NeuralNetwork
import Reporting
import Testing
import Workflow

@Suite struct BenchmarkReportTests {
  @Test func readsWidths() throws {
    #expect(try BenchmarkNetwork.widths("256-128-64") == [256, 128, 64])
    #expect(try BenchmarkNetwork.widths("7") == [7])
    #expect(try BenchmarkNetwork.widths("0") == [])
  }

  @Test(arguments: ["", "-", "64-", "25x", "64,64", "-3", "70000", "64-0"])
  func refusesWidthsThatAreNone(_ text: String) {
    #expect(throws: WorkflowError.self) { try BenchmarkNetwork.widths(text) }
  }

  @Test func measuresWhatItIsAskedFor() throws {
    let network = BenchmarkNetwork(hidden: [4], batch: 16, activation: .tanh)
    let table = try BenchmarkReport(networks: [network], source: "digits", samples: 64, jobs: 2).table
    func cell(_ name: String) throws -> Table.Cell { table.rows[0][try #require(table.index(of: name))] }
    #expect(table.rows.count == 1)
    #expect(try cell("network") == .text("64-4-10"))
    #expect(try cell("samples") == .integer(64))
    #expect(try cell("jobs") == .integer(2))
    guard case .number(let rate) = try cell("samples_per_second") else {
      Issue.record("no rate")
      return
    }
    #expect(rate > 0)
  }

  @Test func refusesMoreSamplesThanThereAre() {
    #expect(throws: WorkflowError.self) {
      try BenchmarkReport(networks: BenchmarkNetwork.standard, source: "digits", samples: 1_000_000, jobs: 1)
    }
  }
}
