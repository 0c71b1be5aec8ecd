using DeepFlow.Language.Services.Completion;
using DeepFlow.Language.Services.Scopes;

namespace DeepFlow.Language.Services;

/// <summary>One argument of a call, as text within the signature's label.</summary>
public sealed record SignatureParameter(string Label, string? Documentation);

/// <summary>What a call takes.</summary>
/// <param name="Active">The argument at the cursor; null where it is none of them.</param>
public sealed record SignatureHelp(string Label, string? Documentation, IReadOnlyList<SignatureParameter> Parameters, int? Active)
{
    internal static SignatureHelp? At(LanguageSnapshot snapshot, LanguageFile file, int offset)
    {
        var typing = new Typing(snapshot.Catalog, snapshot.Visible(file));
        var frames = Cursor.At(typing, file, offset)?.Frames ?? [];
        if (frames.FirstOrDefault(frame => frame is { Kind: FrameKind.Call, Inputs: not null }) is not { } call)
        {
            return null;
        }

        var inputs = call.Inputs!;
        var name = call.EntryName;
        var active = name is null ? (call.IsStep ? -1 : Math.Min(call.Entries, inputs.Count - 1)) : inputs.ToList().FindIndex(input => input.Name == name);
        if (name is null && call.IsStep)
        {
            active = inputs.ToList().FindIndex(input => !call.Given.Contains(input.Name));
        }

        var parameters = inputs.Select(input => new SignatureParameter(Descriptions.Input(input), input.Summary)).ToList();
        return new SignatureHelp(
            $"{call.Callee}({string.Join(", ", parameters.Select(parameter => parameter.Label))})",
            call.IsStep ? typing.FindCallee(call.Callee)?.Summary : null,
            parameters,
            active < 0 ? null : active);
    }
}
