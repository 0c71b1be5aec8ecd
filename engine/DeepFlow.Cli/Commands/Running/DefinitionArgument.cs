using DeepFlow.Cli.Commands.Language;
using DeepFlow.Engine.Definitions;
using DeepFlow.Language;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>A definition that a command is given: a <c>.dlflow</c> file, or the hash of one that was published.</summary>
/// <param name="Hash">Null: it is a file's, and not published yet.</param>
internal sealed record DefinitionArgument(Bundle Bundle, string? Hash)
{
    private Compilation? Compilation { get; init; }

    /// <summary>Of a file; a definition that was published has been warned of then.</summary>
    public PublishWarnings Warnings { get; private init; } = PublishWarnings.None;

    /// <summary>Tells, of a file, what the project lacks; it is not published by that.</summary>
    public static async Task<DefinitionArgument> ReadAsync(GlobalOptions options, Session session, string given, CancellationToken cancellation)
    {
        if (File.Exists(given))
        {
            var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [given]);
            var compilation = CompileCommand.Compile(options, selection);
            var warnings = new PublishWarnings(await session.The<Publisher>().CheckAsync(session.Project, compilation, cancellation), selection.Root).Tell(options);
            return new(compilation.Bundle!, null) { Compilation = compilation, Warnings = warnings };
        }

        var bundles = session.The<Bundles>();
        var hash = await bundles.ResolveAsync(session.Project, given, cancellation);
        return new(await bundles.GetAsync(session.Project, hash, cancellation), hash);
    }

    /// <summary>Its hash; a file's is published first, as <c>deepflow publish</c> does it.</summary>
    public async Task<string> PublishAsync(Session session, string by, CancellationToken cancellation) =>
        Hash ?? (await session.The<Publisher>().PublishAsync(session.Project, Compilation!, by, cancellation, Warnings.Root)).Hash;
}
