using System.CommandLine;

namespace DeepFlow.Cli;

/// <summary>Commands that belong together, under one heading in the help.</summary>
internal sealed record CommandGroup(string Title, IReadOnlyList<Command> Commands);
