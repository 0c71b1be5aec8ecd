using System.Runtime.CompilerServices;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>The catalog holds its types as texts; each is read once, however many steps call the activity.</summary>
internal static class SignatureTypes
{
    private static readonly ConditionalWeakTable<object, DslType> Known = [];

    public static DslType TypeOf(this InputSignature input) => Known.GetValue(input, static key => TypeText.Parse(((InputSignature)key).Type));

    public static DslType TypeOf(this OutputSignature output) => Known.GetValue(output, static key => TypeText.Parse(((OutputSignature)key).Type));
}
