import ArgumentParser
import System

// Nobody else in a program conforms a type of the one package to a protocol of the other.
// swift-format-ignore: AvoidRetroactiveConformances
extension FilePath: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(escaped: argument) }
    public var defaultValueDescription: String { description }
}
