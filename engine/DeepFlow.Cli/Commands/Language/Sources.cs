using DeepFlow.Language;
using DeepFlow.Language.Sources;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Cli.Commands.Language;

/// <summary>Compiles <c>.dlflow</c> files for the commands.</summary>
internal static class Sources
{
    /// <summary>Compiles one file and all that it uses.</summary>
    public static Compilation Compile(string root, string file) =>
        Compiler.Compile(new SourceFiles(root), [file], Rooms.Activities.Catalog);
}
