using System.Collections.Immutable;

namespace DeepFlow.Workflows.Types;

/// <summary>A type of the language. Its text form (<see cref="object.ToString"/>, <see cref="TypeText.Parse"/>) is what users write and the catalog holds.</summary>
public abstract record DslType
{
    public static DslType Any { get; } = new NamedType("any");
    public static DslType Int { get; } = new NamedType("int");
    public static DslType Float { get; } = new NamedType("float");
    public static DslType Bool { get; } = new NamedType("bool");
    public static DslType String { get; } = new NamedType("string");
    public static DslType Text { get; } = new NamedType("text");
    public static DslType Duration { get; } = new NamedType("duration");
    public static DslType Size { get; } = new NamedType("size");
    public static DslType Percent { get; } = new NamedType("percent");
    public static DslType Date { get; } = new NamedType("date");

    public abstract override string ToString();
}

/// <summary>A scalar (<c>int</c>), a handle (<c>model</c>, <c>artifact</c>), or a family of constructors (<c>search</c>).</summary>
public sealed record NamedType(string Name) : DslType
{
    public override string ToString() => Name;
}

public sealed record ListType(DslType Item) : DslType
{
    public override string ToString() => $"list<{Item}>";
}

public sealed record RangeType(DslType Item) : DslType
{
    public override string ToString() => $"range<{Item}>";
}

/// <summary>A value that may be missing: <c>int?</c></summary>
public sealed record OptionalType(DslType Item) : DslType
{
    public override string ToString() => $"{Item}?";
}

/// <summary>A version of a data set. In a signature the name may be a variable (one capital letter) that all its uses share.</summary>
public sealed record DatasetType(string Name) : DslType
{
    public bool IsVariable => Name is [>= 'A' and <= 'Z'];
    public override string ToString() => $"dataset<{Name}>";
}

/// <summary>The declaration of a data set, as in <c>ingest_data(of: fashion)</c>.</summary>
public sealed record DatasetDeclarationType(string Name) : DslType
{
    public bool IsVariable => Name is [>= 'A' and <= 'Z'];
    public override string ToString() => $"dataset_type<{Name}>";
}

public sealed record EnumType(ImmutableArray<string> Members) : DslType
{
    public bool Equals(EnumType? other) => other is not null && Members.AsSpan().SequenceEqual(other.Members.AsSpan());
    public override int GetHashCode() => Members.Aggregate(0, HashCode.Combine);
    public override string ToString() => "{" + string.Join(", ", Members) + "}";
}

public sealed record RecordType(ImmutableArray<RecordField> Fields) : DslType
{
    public DslType? Find(string name) => Fields.FirstOrDefault(f => f.Name == name)?.Type;
    public bool Equals(RecordType? other) => other is not null && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan());
    public override int GetHashCode() => Fields.Aggregate(0, HashCode.Combine);
    public override string ToString() => "record{" + string.Join(", ", Fields.Select(f => $"{f.Name}: {f.Type}")) + "}";
}

public sealed record RecordField(string Name, DslType Type);

/// <summary>A condition over names that the activity provides: <c>predicate&lt;item&gt;</c> sees an item's fields.</summary>
public sealed record PredicateType(string Over) : DslType
{
    public override string ToString() => $"predicate<{Over}>";
}

/// <summary>
/// A record of conditions over names that the activity provides, each handed on unevaluated: <c>alarms: { drift: psi &gt; 0.2 }</c> for
/// <c>rules{psi: float}</c>. The keys are the program's own.
/// </summary>
public sealed record RulesType(ImmutableArray<RecordField> Names) : DslType
{
    public bool Equals(RulesType? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names.AsSpan());
    public override int GetHashCode() => Names.Aggregate(1, HashCode.Combine);
    public override string ToString() => "rules{" + string.Join(", ", Names.Select(f => $"{f.Name}: {f.Type}")) + "}";
}

/// <summary>The record of an argument's fields: <c>fields_of&lt;space&gt;</c> is what tuning returns as its best configuration.</summary>
public sealed record FieldsOfType(string Input) : DslType
{
    public override string ToString() => $"fields_of<{Input}>";
}

/// <summary>A record with any field names whose values are all of one type: <c>map&lt;range_of_values&gt;</c>.</summary>
public sealed record MapType(DslType Item) : DslType
{
    public override string ToString() => $"map<{Item}>";
}
