using DeepFlow.Workflows.Activities;

namespace DeepFlow.LanguageServer;

/// <summary>What one connection is served with.</summary>
/// <param name="Root">The project's folder; files outside it are not served.</param>
/// <param name="Catalog">The activities that programs may use.</param>
public sealed record LanguageServerOptions(string Root, ActivityCatalog Catalog)
{
    /// <summary>
    /// Whether the client may name the folder when it connects, as an editor on the same machine does. Otherwise the root stands, and
    /// files are called <c>dlflow:///path/below/the/root.dlflow</c>, so that a browser need not know where the folder lies.
    /// </summary>
    public bool ClientChoosesRoot { get; init; } = true;

    /// <summary>How long the text must rest before it is checked; 20 ms unless set. Keystrokes that follow at once are checked together.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What measures that time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where answers and checks are worked out, beside the messages that arrive meanwhile.</summary>
    public TaskScheduler Work { get; init; } = TaskScheduler.Default;

    /// <summary>Told to the client.</summary>
    public string Version { get; init; } = typeof(LanguageServerOptions).Assembly.GetName().Version!.ToString(3);
}
