using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tuning;

/// <summary>The values that one hyperparameter may take.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(IntRange), "int")]
[JsonDerivedType(typeof(UniformRange), "uniform")]
[JsonDerivedType(typeof(LogRange), "log")]
[JsonDerivedType(typeof(Choice), "choice")]
public abstract record SearchRange
{
    /// <summary>The value at a point of the range.</summary>
    /// <param name="share">Where in the range, 0 up to but not including 1.</param>
    public abstract Value At(double share);
}

[About("A whole number, each as likely.")]
public sealed record IntRange([property: About("From and to, both included.")] ValueRange<long> Between) : SearchRange
{
    public override Value At(double share) => Value.Of(Between.Low + (long)(share * (Between.High - Between.Low + 1)));
}

[About("A number, each as likely.")]
public sealed record UniformRange([property: About("From and to.")] ValueRange<double> Between) : SearchRange
{
    public override Value At(double share) => Value.Of(Between.Low + (share * (Between.High - Between.Low)));
}

[About("A number above zero, each order of magnitude as likely.")]
public sealed record LogRange([property: About("From and to, above zero.")] ValueRange<double> Between) : SearchRange
{
    public override Value At(double share) =>
        Value.Of(Math.Exp(Math.Log(Between.Low) + (share * (Math.Log(Between.High) - Math.Log(Between.Low)))));
}

[About("One of a list.")]
public sealed record Choice([property: DslType("list<any>"), About("The values to choose from.")] ImmutableArray<Value> Of) : SearchRange
{
    public override Value At(double share) => Of[(int)(share * Of.Length)];
}
