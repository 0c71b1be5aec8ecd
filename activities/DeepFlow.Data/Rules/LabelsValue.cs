using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Rules;

/// <summary>
/// The <c>labels</c> of a rule over a whole version: how many items carry each declared label, so that a label which
/// nothing carries counts with a share of 0.
/// </summary>
internal sealed record LabelsValue(ImmutableArray<int> Counts) : NativeValue
{
    private int Total => Counts.Sum();

    public override Value Apply(string function) => function switch
    {
        "count" or "length" => Of(Total),
        "share" when Total > 0 => List(Counts.Select(count => Of((double)count / Total))),
        _ => Missing,
    };
}
