using DeepFlow.Cli.Commands.Language;
using DeepFlow.Engine.Definitions;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>A definition that a command is given: a <c>.dlflow</c> file, or the hash of one that was published.</summary>
internal static class DefinitionArgument
{
    public static async Task<Bundle> ReadAsync(GlobalOptions options, Session session, string given, CancellationToken cancellation)
    {
        if (File.Exists(given))
        {
            var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [given]);
            var compilation = CompileCommand.Compile(options, selection);
            PublishCommand.Tell(options, selection, await session.The<Publisher>().CheckAsync(session.Project, compilation, cancellation));
            return compilation.Bundle!;
        }

        var bundles = session.The<Bundles>();
        return await bundles.GetAsync(session.Project, await bundles.ResolveAsync(session.Project, given, cancellation), cancellation);
    }
}
