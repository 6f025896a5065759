import ArgumentParser
import Foundation
import Reporting
import Workflow

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List data sets, show their shape and classes, and download them.",
    subcommands: [List.self, Fetch.self, Info.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every source and where it was found.")

    @Option(help: "table, tsv, csv or json.")
    var format = TableFormat.table

    func run() throws {
      try Terminal.print(DataReport.list(format))
    }
  }

  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download mnist, fashion-mnist or cifar-10 from its public address.",
      discussion: """
        The files go to ~/.cache/fathom/NAME, where studies find them. A file gets its final name only if its \
        SHA-256 is that of the published file. After an interruption, run the command again to resume. If studies \
        already find the published files elsewhere, nothing is downloaded unless -o names a folder.

        A file that is already in the folder is kept, even if it is compressed differently or not at all. A file with \
        other content is named and never replaced: move it away first. The archive of cifar-10 is removed after \
        unpacking. If you put the archive into the folder yourself, it is checked and unpacked without a download.

        FATHOM_MIRROR=https://mirror.example/data downloads the files from https://mirror.example/data/NAME/FILE \
        instead; http:// works, too. Their SHA-256 must be the same. Proxies are read from https_proxy, and further \
        trusted authorities from the PEM file SSL_CERT_FILE, as usual.
        """)

    @Argument(help: "mnist, fashion-mnist or cifar-10.", completion: .list(["mnist", "fashion-mnist", "cifar-10"]))
    var name: String

    @Option(
      name: [.customShort("o"), .long], help: "The folder for the files; by default ~/.cache/fathom/NAME.")
    var output: String?

    @Option(help: "How progress is shown: \(ProgressStyle.allCases.map(\.rawValue).joined(separator: ", ")).")
    var progress = ProgressStyle.auto

    @OptionGroup var answer: AnswerOption

    func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let fetch = try DataFetch(
        name, output: output, mirror: environment["FATHOM_MIRROR"], certificates: environment["SSL_CERT_FILE"],
        style: progress)
      guard let outcome = try fetch.run() else { throw ExitCode(Interruption.exitStatus) }
      try answer.print(outcome)
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the shape, class counts and digest of a source.")

    @Argument(help: "A source such as mnist, a file, or a study file (for the data that it names).")
    var source: String

    @OptionGroup(title: "Data") var keys: DeclaredOptions<DataSourceKeys>
    @OptionGroup(title: "Data") var test: TestOption
    @OptionGroup var answer: AnswerOption

    func run() throws {
      try answer.print(DataReport.info(source, settings: keys.settings + test.settings))
    }
  }
}
