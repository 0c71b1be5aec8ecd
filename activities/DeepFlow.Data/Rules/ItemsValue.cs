using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Rules;

/// <summary>The <c>items</c> of a rule over a whole version: only their number is known here.</summary>
internal sealed record ItemsValue(int Count) : NativeValue
{
    public override Value Apply(string function) => function is "count" or "length" ? Of(Count) : Missing;
}
