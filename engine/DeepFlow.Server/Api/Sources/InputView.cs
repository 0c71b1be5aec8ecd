using DeepFlow.Language.Services.Drawing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Api.Sources;

/// <summary>What a step, a constructor or a pipeline is given.</summary>
/// <param name="Required">There is no default, and it may not be missing.</param>
/// <param name="Default">As it would be written.</param>
/// <param name="Minimum">The least value allowed, for numbers.</param>
/// <param name="Maximum">The greatest value allowed, for numbers.</param>
internal sealed record InputView(string Name, TypeView Type, bool Required, string? Default, double? Minimum, double? Maximum, string? Documentation)
{
    public static InputView Of(InputSignature input) => new(
        input.Name, TypeView.Of(TypeText.Parse(input.Type)), input.Required, DefaultOf(input),
        input.Minimum, input.Maximum, input.Summary);

    public static InputView Of(SignatureInput input) => new(input.Name, TypeView.Of(input.Type), input.Required, input.Default, null, null, null);

    private static string? DefaultOf(InputSignature input) => input.Default switch
    {
        null or MissingValue => null,
        TextValue text when TypeText.Parse(input.Type) is not EnumType and not OptionalType { Item: EnumType } => $"\"{text.Value}\"",
        var value => value.ToText(),
    };
}

internal sealed record OutputView(string Name, TypeView Type, string? Documentation)
{
    public static OutputView Of(OutputSignature output) => new(output.Name, TypeView.Of(TypeText.Parse(output.Type)), output.Summary);

    public static OutputView Of(SignatureOutput output) => new(output.Name, TypeView.Of(output.Type), null);
}
