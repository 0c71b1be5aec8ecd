using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Triggers;
using DeepFlow.Language;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Publishing;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Sources.History;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Server.Publishing;

/// <param name="Hash">Under which a run names what it runs.</param>
/// <param name="Commit">The commit that holds the program as it was published first; null: none did.</param>
/// <param name="Warnings">What the program needs of the project and the project does not have. It is published all the same: people come and go.</param>
public sealed record Published(string Hash, string? Commit, Bundle Bundle, IReadOnlyList<Diagnostic> Warnings);

/// <summary>The one way by which a program becomes something that runs: compiled, held against the project's people, kept under its hash.</summary>
public sealed class Publisher(Bundles bundles, Roster roster, Activations activations, WorkspaceFolders folders)
{
    /// <summary>Publishing the same program again changes nothing.</summary>
    /// <param name="root">The folder that was compiled from; null: that of the pipelines.</param>
    /// <exception cref="EngineException"><c>does_not_compile</c>, or the engine cannot run it.</exception>
    public async Task<Published> PublishAsync(string project, Compilation compilation, string by, CancellationToken cancellation, string? root = null)
    {
        var bundle = compilation.Bundle ?? throw new EngineException("does_not_compile", Errors(compilation));
        var warnings = await CheckAsync(project, compilation, cancellation);
        var hash = await bundles.PublishAsync(project, bundle, by, cancellation);
        BundleSource[] texts = [.. compilation.Files.Select(file => new BundleSource(file.Source.Path, file.Source.Content))];
        var commit = await bundles.KeepSourcesAsync(project, hash, texts, CommittedTexts.CommitOf(folders, Path.GetFullPath(root ?? folders.Pipelines), texts), cancellation);
        return new Published(hash, commit, bundle, warnings);
    }

    /// <summary>What publishing would warn of.</summary>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(string project, Compilation compilation, CancellationToken cancellation) =>
        PublishChecks.Check(compilation, Rooms.Activities.Catalog, await FactsAsync(project, cancellation));

    /// <summary>Whoever a step may name in <c>by</c>: roles, those of groups too, and <c>@name</c> of persons and groups.</summary>
    private async Task<PublishFacts> FactsAsync(string project, CancellationToken cancellation)
    {
        var people = await roster.ListAsync(project, cancellation);
        var byRole = people.SelectMany(person => person.Keys, (person, role) => (person.Name, role))
            .GroupBy(holds => holds.role, holds => holds.Name, StringComparer.Ordinal)
            .ToDictionary(role => role.Key, IReadOnlyList<string> (role) => [.. role], StringComparer.Ordinal);
        var bound = (await activations.ListAsync(project, cancellation)).Where(activation => activation.DeactivatedAt is null)
            .GroupBy(activation => activation.Pipeline, activation => activation.Arguments.Fields.Select(field => field.Key), StringComparer.Ordinal)
            .ToDictionary(
                pipeline => pipeline.Key,
                IReadOnlySet<string> (pipeline) => pipeline.Aggregate((all, given) => all.Intersect(given)).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
        return new PublishFacts(byRole, new HashSet<string>(), bound); // no secret is kept here yet
    }

    private static string Errors(Compilation compilation) =>
        $"The program has errors: {string.Join("; ", compilation.Diagnostics.Where(finding => finding.Severity == Severity.Error))}";
}
