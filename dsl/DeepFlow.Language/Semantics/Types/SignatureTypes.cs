using System.Runtime.CompilerServices;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>The catalog holds its types as texts; each is read once, however many steps call the activity.</summary>
internal static class SignatureTypes
{
    private static readonly ConditionalWeakTable<object, DslType> Known = [];

    public static DslType TypeOf(this InputSignature input) => Known.GetValue(input, _ => TypeText.Parse(input.Type));

    public static DslType TypeOf(this OutputSignature output) => Known.GetValue(output, _ => TypeText.Parse(output.Type));
}
