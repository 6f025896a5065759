import ArgumentParser
import Foundation
import Workflow

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Show the data sets, what there is, where it is found, its shape and classes; fetch them.",
    subcommands: [List.self, Fetch.self, Info.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every source with where it was found.")

    func run() throws {
      try Terminal.print(DataReport.list())
    }
  }

  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download mnist, fashion-mnist or cifar-10 from its public address.",
      discussion: """
        The files go to ~/.cache/fathom/NAME, where studies find them, and get their names only when their SHA-256 is \
        that of the published files. If it is interrupted, running it again goes on where it stopped. Where \
        studies find the published files elsewhere already, nothing is fetched, unless -o names a folder.

        A file that is in the folder already is kept, also if it is packed otherwise or not packed. One with another \
        content is named and never replaced: move it away first. The archive of cifar-10 is removed once it is unpacked; \
        one that you put into the folder yourself is checked and unpacked without a download.

        FATHOM_MIRROR=https://mirror.example/data takes the files from that address instead, which may begin with \
        http:// too: https://mirror.example/data/NAME/FILE. Their SHA-256 has to be the same. Proxies are taken from \
        https_proxy, and authorities to trust besides the system's from the PEM file SSL_CERT_FILE, as usual.
        """)

    @Argument(help: "mnist, fashion-mnist or cifar-10.", completion: .list(["mnist", "fashion-mnist", "cifar-10"]))
    var name: String

    @Option(
      name: [.customShort("o"), .long], help: "The folder to put the files into; ~/.cache/fathom/NAME unless given.")
    var output: String?

    @Option(help: "How progress is shown: \(ProgressStyle.allCases.map(\.rawValue).joined(separator: ", ")).")
    var progress = ProgressStyle.auto

    func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let fetch = try DataFetch(
        name, output: output, mirror: environment["FATHOM_MIRROR"], certificates: environment["SSL_CERT_FILE"],
        style: progress)
      guard try fetch.run() else { throw ExitCode(Interruption.exitStatus) }
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the shape, class counts and digest of a source.")

    @Argument(help: "A source, such as mnist, a CSV file, or a study file for the data that it names.")
    var source: String

    @Option(help: "The CSV column that holds the class; label unless given.")
    var target: String?

    func run() throws {
      try Terminal.print(DataReport.info(source, target: target))
    }
  }
}
