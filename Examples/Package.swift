// swift-tools-version: 6.1
import PackageDescription

// Programs that use Fathom as a library. In a package of your own the dependency is its address and version.
let package = Package(
  name: "FathomExamples",
  dependencies: [.package(name: "Fathom", path: "..")],
  targets: [
    .executableTarget(name: "train-network", dependencies: [.product(name: "Fathom", package: "Fathom")]),
    .executableTarget(name: "compare-depths", dependencies: [.product(name: "Fathom", package: "Fathom")]),
  ]
)
