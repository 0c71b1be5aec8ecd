using System.Collections.Immutable;
using DeepFlow.Language;
using DeepFlow.Language.Services;

namespace DeepFlow.LanguageServer.Diagnostics;

/// <summary>
/// Checks as the person types. A newer edit cancels the check of an older one; what is published names the version of the text
/// that was checked. Each open file is a program of its own, and is checked again where the edited file belongs to it. For a client
/// that does not take findings nothing is checked.
/// </summary>
internal sealed class DiagnosticPublisher(Session session) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, Compilation> _programs = ImmutableDictionary.Create<string, Compilation>(StringComparer.Ordinal);
    private HashSet<string> _published = new(StringComparer.Ordinal);
    private CancellationTokenSource _newest = new();
    private Task _last = Task.CompletedTask;

    public void Changed(string path, int version)
    {
        lock (_gate)
        {
            _versions[path] = version;
            _changed.Add(path);
            Begin();
        }
    }

    public void Closed(string path)
    {
        lock (_gate)
        {
            _versions.Remove(path);
            _programs = _programs.Remove(path);
            _changed.Add(path);
            Begin();
        }
    }

    public void AllChanged()
    {
        lock (_gate)
        {
            _programs = _programs.Clear();
            Begin();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _newest.Cancel();
        }
    }

    private void Begin()
    {
        if (!session.TakesFindings)
        {
            return;
        }

        _newest.Cancel();
        _newest = new CancellationTokenSource();
        var snapshot = session.Workspace.Current;
        _last = CheckAsync(_last, snapshot, new Dictionary<string, int>(_versions), _newest.Token);
    }

    private async Task CheckAsync(Task before, LanguageSnapshot snapshot, Dictionary<string, int> versions, CancellationToken newer)
    {
        try
        {
            await Task.Delay(session.Options.Quiet, session.Options.Time, newer).ConfigureAwait(false);
            await before.ConfigureAwait(false); // it has been cancelled; two at once would publish in any order
            newer.ThrowIfCancellationRequested();
            var programs = await session.WorkOut(() => Check(snapshot, versions, newer), newer).ConfigureAwait(false);
            await PublishAsync(programs, versions, newer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or StreamJsonRpc.ConnectionLostException or IOException)
        {
            // A newer edit is on its way, or nobody listens any more.
        }
    }

    private ImmutableDictionary<string, Compilation> Check(LanguageSnapshot snapshot, Dictionary<string, int> versions, CancellationToken newer)
    {
        ImmutableDictionary<string, Compilation> programs;
        HashSet<string> changed;
        lock (_gate)
        {
            programs = _programs;
            changed = [.. _changed];
        }

        // The file under the cursor first.
        foreach (var path in versions.Keys.OrderBy(path => changed.Contains(path) ? 0 : 1))
        {
            newer.ThrowIfCancellationRequested();
            if (!programs.TryGetValue(path, out var program) || program.Files.Any(file => changed.Contains(file.Source.Path)))
            {
                programs = programs.SetItem(path, snapshot.Compile(path));
            }
        }

        lock (_gate)
        {
            newer.ThrowIfCancellationRequested();
            _programs = programs;
            _changed.Clear();
        }

        return programs;
    }

    private async Task PublishAsync(ImmutableDictionary<string, Compilation> programs, Dictionary<string, int> versions, CancellationToken newer)
    {
        // A file that several programs use is told about once.
        var findings = versions.Keys.Where(programs.ContainsKey)
            .SelectMany(path => programs[path].Diagnostics)
            .DistinctBy(finding => (finding.Place.Source.Path, finding.Place.Span, finding.Code, finding.Message))
            .ToLookup(finding => finding.Place.Source.Path);
        var now = findings.Select(group => group.Key).Union(versions.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var path in now.Union(_published).Order(StringComparer.Ordinal).ToList())
        {
            newer.ThrowIfCancellationRequested();
            int? version = versions.TryGetValue(path, out var known) ? known : null;
            await session.NotifyAsync("textDocument/publishDiagnostics", new PublishDiagnosticsParams(
                session.Uris.Of(path), version, [.. findings[path].Select(finding => DiagnosticData.Of(finding))])).ConfigureAwait(false);
        }

        _published = now;
    }
}
