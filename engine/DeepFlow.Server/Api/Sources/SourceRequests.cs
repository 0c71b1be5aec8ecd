using System.Collections.Immutable;

namespace DeepFlow.Server.Api.Sources;

/// <param name="Message">What was done and why; left out: what happened to which file.</param>
internal sealed record CreateSourceRequest(string Path, string Text, string As, string? Message = null);

/// <param name="Files">Saved together or not at all.</param>
internal sealed record SaveRequest(ImmutableArray<SaveFile> Files, string As, string? Message = null);

/// <param name="Version">That of the text that was read; nothing (<c>""</c>) for a file that shall be new.</param>
/// <param name="Base">The text that was read: with it, what two people did to it is laid together for the second to see.</param>
internal sealed record SaveFile(string Path, string Text, string Version, string? Base = null);

internal sealed record RenameSourceRequest(string Path, string To, string Version, string As, string? Message = null);

internal sealed record DeleteSourceRequest(string Path, string Version, string As, string? Message = null);

/// <param name="Before">Left out: the file as it is saved.</param>
/// <param name="After">Left out: the file as it is saved.</param>
internal sealed record DiffRequest(string Path, DiffSide? Before = null, DiffSide? After = null);

/// <summary>A version that was kept, or a text.</summary>
internal sealed record DiffSide(string? Id = null, string? Text = null);
