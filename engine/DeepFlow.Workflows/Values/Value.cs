using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Workflows.Values;

/// <summary>
/// What an expression yields, a step returns and a variable holds: an immutable value with a stable JSON form
/// (see <see cref="ValueJson"/>). There are no errors among values: what cannot be computed is <see cref="Missing"/>.
/// </summary>
[JsonConverter(typeof(ValueJson))]
public abstract record Value
{
    public static Value Missing { get; } = new MissingValue();
    public static Value True { get; } = new BoolValue(true);
    public static Value False { get; } = new BoolValue(false);

    public bool IsMissing => this is MissingValue;

    public static Value Of(bool value) => value ? True : False;
    public static Value Of(long value) => new IntValue(value);
    /// <summary>A number; NaN and the infinities are <see cref="Missing"/>, for JSON has no way to write them.</summary>
    public static Value Of(double value) => double.IsFinite(value) ? new FloatValue(value) : Missing;
    public static Value Of(string? value) => value is null ? Missing : new TextValue(value);
    public static Value Of(TimeSpan value) => new DurationValue(value);
    public static Value Of(ByteSize value) => new SizeValue(value);
    public static ListValue List(IEnumerable<Value> items) => new([.. items]);
    public static RecordValue Record(params (string Name, Value Value)[] fields) => new(null, [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
    public static RecordValue Tagged(string tag, params (string Name, Value Value)[] fields) => new(tag, [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);

    /// <summary>The field of that name; missing where there is none, or where this is no record.</summary>
    public virtual Value Member(string name) => Missing;

    /// <summary>The value as it reads inside a text: <c>"${...}"</c>.</summary>
    public abstract string ToText();

    public sealed override string ToString() => ToText();
}

public sealed record MissingValue : Value
{
    public override string ToText() => "";
}

public sealed record BoolValue(bool Value) : Value
{
    public override string ToText() => Value ? "true" : "false";
}

/// <summary>A whole number of 64 bits.</summary>
public sealed record IntValue(long Value) : Value
{
    public override string ToText() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A finite number of 64 bits. A percentage is one: 80% is 0.8.</summary>
public sealed record FloatValue(double Value) : Value
{
    public override string ToText() => Value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record TextValue(string Value) : Value
{
    public override string ToText() => Value;
}

public sealed record DurationValue(TimeSpan Value) : Value
{
    public override string ToText() => DurationText.Format(Value);
}

public sealed record SizeValue(ByteSize Value) : Value
{
    public override string ToText() => Value.ToString();
}

/// <summary>A range with both ends: <c>0..1</c>.</summary>
public sealed record RangeValue(Value Low, Value High) : Value
{
    public override string ToText() => $"{Low.ToText()}..{High.ToText()}";
}

/// <summary>An expression handed on unevaluated: a predicate, or a layer that waits for its hyperparameters.</summary>
public sealed record QuoteValue(Expressions.Expression Expression) : Value
{
    public override string ToText() => "(rule)";
}

public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    public bool Equals(ListValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToText() => "[" + string.Join(", ", Items.Select(i => i.ToText())) + "]";
}

/// <summary>
/// Named fields in the order written; equality ignores the order. <paramref name="Tag"/> names the constructor that made it:
/// <c>asha(trials: 4)</c> is tagged "asha".
/// </summary>
public sealed record RecordValue(string? Tag, ImmutableArray<KeyValuePair<string, Value>> Fields) : Value
{
    public static RecordValue Empty { get; } = new(null, []);

    public override Value Member(string name)
    {
        foreach (var field in Fields)
            if (field.Key == name) return field.Value;
        return Missing;
    }

    /// <summary>This record with one field set, in its old place or at the end.</summary>
    public RecordValue With(string name, Value value)
    {
        for (var i = 0; i < Fields.Length; i++)
            if (Fields[i].Key == name) return this with { Fields = Fields.SetItem(i, KeyValuePair.Create(name, value)) };
        return this with { Fields = Fields.Add(KeyValuePair.Create(name, value)) };
    }

    public bool Equals(RecordValue? other) =>
        other is not null && Tag == other.Tag && Fields.Length == other.Fields.Length && Fields.All(f => f.Value.Equals(other.Member(f.Key)));

    public override int GetHashCode() => Fields.Aggregate(HashCode.Combine(Tag, Fields.Length), (hash, f) => hash ^ HashCode.Combine(f.Key, f.Value));

    /// <summary>A thing with an identity reads as it ("fashion@3"); anything else reads as its fields.</summary>
    public override string ToText() => Member("id") is TextValue id
        ? id.Value
        : (Tag ?? "") + "{" + string.Join(", ", Fields.Select(f => $"{f.Key}: {f.Value.ToText()}")) + "}";
}

/// <summary>
/// A value that lives outside the expression language, such as a picture under validation: it answers the functions
/// it knows natively and never leaves the process that made it (it has no JSON form).
/// </summary>
public abstract record NativeValue : Value
{
    /// <summary>The result of <paramref name="function"/> on this value, missing where it has none.</summary>
    public abstract Value Apply(string function);

    public override string ToText() => "(native)";
}
