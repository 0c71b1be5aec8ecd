using DeepFlow.Cli.Commands.Language;
using DeepFlow.Engine.Definitions;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>A definition that a command is given: a <c>.dlflow</c> file, or the hash of one that was published.</summary>
internal static class DefinitionArgument
{
    public static async Task<Bundle> ReadAsync(GlobalOptions options, Session session, string given, CancellationToken cancellation)
    {
        if (File.Exists(given))
        {
            return CompileCommand.Compile(options, SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [given]));
        }

        var bundles = session.The<Bundles>();
        return await bundles.GetAsync(session.Project, await bundles.ResolveAsync(session.Project, given, cancellation), cancellation);
    }
}
